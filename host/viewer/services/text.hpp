// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <string>

namespace vantage::viewer {

// Text of the project, which is UTF-8, as Qt's.
inline QString qt(const std::string& text) {
  return QString::fromStdString(text);
}

}  // namespace vantage::viewer
