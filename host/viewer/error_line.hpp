// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <exception>

namespace vantage::viewer {

// What was thrown as one line for a person; the texts of libraries' exceptions do not get through.
QString error_line(std::exception_ptr);

}  // namespace vantage::viewer
