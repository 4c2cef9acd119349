// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/flow_grid.hpp"

#include <QtWidgets/QGridLayout>
#include <algorithm>
#include <cmath>

namespace vantage::viewer {

int columns_for(int panels, const QSize& size) {
  int best = 1;
  double least = 1e9;
  for (int columns = 1; columns <= panels; ++columns) {
    const int rows = (panels + columns - 1) / columns;
    if (rows * columns - panels >= rows) continue;  // a whole column would stay empty
    const double shape = (static_cast<double>(size.width()) / columns) /
                         (std::max(size.height(), 1) / static_cast<double>(rows));
    const double off = std::abs(std::log(shape / 1.5));
    if (off < least) {
      least = off;
      best = columns;
    }
  }
  return best;
}

FlowGrid::FlowGrid(const std::vector<QWidget*>& panels, QWidget* parent) : QWidget(parent) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(2, 2, 2, 2);
  grid->setSpacing(6);
  set_panels(panels);
}

void FlowGrid::set_panels(const std::vector<QWidget*>& panels) {
  if (panels == panels_) return;
  for (QWidget* panel : panels_) {
    layout()->removeWidget(panel);
    panel->setVisible(std::find(panels.begin(), panels.end(), panel) != panels.end());
  }
  panels_ = panels;
  columns_ = 0;
  lay_out();
  for (QWidget* panel : panels_) panel->show();
}

void FlowGrid::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  lay_out();
}

void FlowGrid::lay_out() {
  const int count = static_cast<int>(panels_.size()), columns = columns_for(count, size());
  if (columns == columns_) return;
  columns_ = columns;
  auto* grid = static_cast<QGridLayout*>(layout());
  for (QWidget* panel : panels_) grid->removeWidget(panel);
  for (int i = 0; i < std::max({count, grid->rowCount(), grid->columnCount()}); ++i) {
    grid->setRowStretch(i, 0);
    grid->setColumnStretch(i, i < std::min(columns, count) ? 1 : 0);
  }
  for (int i = 0; i < count; ++i) {
    QWidget* panel = panels_[static_cast<size_t>(i)];
    const int row = i / columns, share = std::max(panel->sizePolicy().verticalStretch(), 1);
    grid->addWidget(panel, row, i % columns);
    grid->setRowStretch(row, std::max(grid->rowStretch(row), share));
  }
}

}  // namespace vantage::viewer
