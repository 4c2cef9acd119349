// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QString>
#include <vector>

#include "host/viewer/views/view.hpp"

namespace vantage::viewer {

// Where a view first stands: beside or below one that comes before it in the list; empty: at the left edge.
struct ViewPlace {
  const char* next_to;
  Qt::Orientation direction;
};

struct ViewEntry {
  const char* id;     // "A": also its shortcut, Alt+A, and the file that it is exported to
  const char* title;  // "Overall information"
  Phase phase;        // of the workflow, in which it is brought to the front
  ViewPlace place;
  View* (*make)(const ViewContext&, QWidget* parent);
};

// All views, in the order of their letters.
const std::vector<ViewEntry>& view_entries();

}  // namespace vantage::viewer
