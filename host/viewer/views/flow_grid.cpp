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

FlowGrid::FlowGrid(const std::vector<QWidget*>& panels, QWidget* parent)
    : QWidget(parent), panels_(panels), shown_(panels) {
  auto* grid = new QGridLayout(this);
  grid->setContentsMargins(2, 2, 2, 2);
  grid->setSpacing(6);
  lay_out();
}

void FlowGrid::resizeEvent(QResizeEvent* event) {
  QWidget::resizeEvent(event);
  lay_out();
}

void FlowGrid::show_only(const std::vector<QWidget*>& panels) {
  if (panels == shown_) return;
  shown_ = panels;
  columns_ = 0;
  lay_out();
}

void FlowGrid::lay_out() {
  const int count = static_cast<int>(shown_.size()), columns = columns_for(count, size());
  if (columns == columns_) return;
  columns_ = columns;
  auto* grid = static_cast<QGridLayout*>(layout());
  for (QWidget* panel : panels_) {
    grid->removeWidget(panel);
    if (panel->parent() != this) panel->setParent(this);
    panel->setVisible(std::find(shown_.begin(), shown_.end(), panel) != shown_.end());
  }
  for (int i = 0; i < static_cast<int>(panels_.size()); ++i) {
    grid->setRowStretch(i, i < (count + columns - 1) / columns ? 1 : 0);
    grid->setColumnStretch(i, i < columns ? 1 : 0);
    if (i < count) grid->addWidget(shown_[static_cast<size_t>(i)], i / columns, i % columns);
  }
}

}  // namespace vantage::viewer
