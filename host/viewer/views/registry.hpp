// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <vector>

#include "host/viewer/views/view.hpp"

namespace vantage::viewer {

struct ViewEntry {
  const char* id;     // "A": also its shortcut, Alt+A, and the file that it is exported to
  const char* title;  // "Overall information"
  View* (*make)(const ViewContext&, QWidget* parent);
};

// All views, in the order of their letters.
const std::vector<ViewEntry>& view_entries();

}  // namespace vantage::viewer
