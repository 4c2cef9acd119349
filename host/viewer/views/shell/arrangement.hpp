// SPDX-License-Identifier: GPL-3.0-or-later
// Which views stand where: each phase of the workflow shows those that it needs, large enough to read.
#pragma once

#include <QtCore/QString>
#include <map>
#include <vector>

#include "host/viewer/state/analysis_state.hpp"

class QDockWidget;
class QMainWindow;

namespace vantage::viewer {

struct Column {
  int width;  // share of the window's
  struct Cell {
    const char* view;  // its letter
    int height;        // share of the column's
  };
  std::vector<Cell> cells;  // from the top
};
using Arrangement = std::vector<Column>;  // from the left

const Arrangement& arrangement_of(Phase);
const Arrangement& all_at_once();

// Docks by their views' letters. Those that the arrangement lacks are hidden.
void arrange(QMainWindow&, const std::map<QString, QDockWidget*>& docks, const Arrangement&);

}  // namespace vantage::viewer
