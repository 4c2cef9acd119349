// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/arrangement.hpp"

#include <QtWidgets/QDockWidget>
#include <QtWidgets/QMainWindow>
#include <algorithm>

namespace vantage::viewer {

const Arrangement& arrangement_of(Phase phase) {
  static const Arrangement kOverview = {{56, {{"A", 1}}}, {44, {{"B", 58}, {"E", 42}}}};
  static const Arrangement kTask = {{30, {{"C", 1}}}, {70, {{"B", 50}, {"D", 50}}}};
  static const Arrangement kInvestigation = {{68, {{"D", 1}}}, {32, {{"E", 1}}}};
  switch (phase) {
    case Phase::overview:
      return kOverview;
    case Phase::task:
      return kTask;
    case Phase::investigation:
      break;
  }
  return kInvestigation;
}

const Arrangement& all_at_once() {
  static const Arrangement kAll = {
      {38, {{"A", 1}}}, {34, {{"B", 45}, {"D", 55}}}, {28, {{"C", 55}, {"E", 45}}}};
  return kAll;
}

void arrange(QMainWindow& window, const std::map<QString, QDockWidget*>& docks, const Arrangement& columns) {
  for (const auto& [letter, dock] : docks) {
    window.removeDockWidget(dock);  // hides it, and forgets where it was
    dock->setFloating(false);
  }
  QList<QDockWidget*> heads;
  QList<int> widths;
  std::vector<std::pair<QList<QDockWidget*>, QList<int>>> stacks;
  for (const Column& column : columns) {
    auto& [stack, heights] = stacks.emplace_back();
    for (const auto& cell : column.cells) {
      const auto found = docks.find(cell.view);
      if (found == docks.end()) continue;
      stack << found->second;
      heights << cell.height * window.height() / 100;
    }
    if (stack.isEmpty()) continue;
    if (heads.isEmpty())
      window.addDockWidget(Qt::LeftDockWidgetArea, stack.front());
    else
      window.splitDockWidget(heads.back(), stack.front(), Qt::Horizontal);
    heads << stack.front();
    widths << column.width * window.width() / 100;
  }
  for (const auto& [stack, heights] : stacks)
    for (int i = 1; i < stack.size(); ++i) window.splitDockWidget(stack[i - 1], stack[i], Qt::Vertical);
  for (const auto& [letter, dock] : docks) {
    const bool shown = std::any_of(stacks.begin(), stacks.end(),
                                   [dock = dock](const auto& stack) { return stack.first.contains(dock); });
    if (!shown) window.addDockWidget(Qt::RightDockWidgetArea, dock);  // where it appears when it is asked for
    dock->setVisible(shown);
  }
  window.resizeDocks(heads, widths, Qt::Horizontal);
  for (const auto& [stack, heights] : stacks)
    if (stack.size() > 1) window.resizeDocks(stack, heights, Qt::Vertical);
}

}  // namespace vantage::viewer
