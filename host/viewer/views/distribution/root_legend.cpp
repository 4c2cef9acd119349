// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/distribution/root_legend.hpp"

#include <QtCore/QSignalBlocker>
#include <QtGui/QKeyEvent>
#include <QtGui/QResizeEvent>
#include <algorithm>

#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {
namespace {

constexpr int kMostRows = 3;  // more scroll

}  // namespace

RootLegend::RootLegend(QWidget* parent) : QListWidget(parent) {
  setFrameShape(QFrame::NoFrame);
  setMouseTracking(true);
  setFlow(QListView::LeftToRight);
  setWrapping(true);
  setResizeMode(QListView::Adjust);
  setIconSize({12, 12});
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setAccessibleName(tr("Legend: root classes"));
  setToolTip(tr("Click a root class to pin it; again to unpin it"));
  connect(this, &QListWidget::itemClicked, this,
          [this](const QListWidgetItem* item) { emit chosen(item->text()); });
  connect(this, &QListWidget::itemEntered, this,
          [this](const QListWidgetItem* item) { emit hovered(item->text()); });
}

void RootLegend::set_entries(const std::vector<Entry>& entries) {
  if (entries == entries_) return;
  entries_ = entries;
  const QSignalBlocker blocker(this);
  clear();
  for (const Entry& e : entries)
    new QListWidgetItem(QIcon(marker_picture(e.style, iconSize().width(), devicePixelRatioF())), e.name,
                        this);
  fit();
}

void RootLegend::set_marks(const QString& pinned, const QString& focused) {
  const QSignalBlocker blocker(this);
  for (int i = 0; i < count(); ++i) {
    QFont font = this->font();
    font.setBold(item(i)->text() == pinned);
    font.setUnderline(item(i)->text() == focused);
    if (item(i)->font() != font) item(i)->setFont(font);
  }
}

// All names get the width of the widest, in bold: nothing moves when one is pinned.
void RootLegend::fit() {
  QFont bold = font();
  bold.setBold(true);
  const QFontMetrics metrics(bold);
  int widest = 20;
  for (const Entry& e : entries_) widest = std::max(widest, metrics.horizontalAdvance(e.name));
  const QSize cell(std::min(widest + iconSize().width() + 24, std::max(width(), 40)), metrics.height() + 4);
  setGridSize(cell);
  const int columns = std::max(width() / cell.width(), 1);
  const int rows = (static_cast<int>(entries_.size()) + columns - 1) / columns;
  setFixedHeight(std::clamp(rows, 1, kMostRows) * cell.height() + 2);
  setVisible(!entries_.empty());
}

// Not itemActivated(), which some desktops send for a click as well: that would pin and unpin.
void RootLegend::keyPressEvent(QKeyEvent* event) {
  const bool enter = event->key() == Qt::Key_Return || event->key() == Qt::Key_Enter;
  if (enter && currentItem()) return emit chosen(currentItem()->text());
  QListWidget::keyPressEvent(event);
}

void RootLegend::resizeEvent(QResizeEvent* event) {
  QListWidget::resizeEvent(event);
  if (event->size().width() != event->oldSize().width()) fit();
}

void RootLegend::leaveEvent(QEvent* event) {
  QListWidget::leaveEvent(event);
  emit hovered({});
}

}  // namespace vantage::viewer
