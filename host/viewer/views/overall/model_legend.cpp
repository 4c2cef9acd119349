// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/overall/model_legend.hpp"

#include <QtCore/QSignalBlocker>
#include <QtGui/QMouseEvent>
#include <QtWidgets/QStyle>
#include <algorithm>

#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {
namespace {

QString name_of(const QListWidgetItem* item) {
  return item->data(Qt::UserRole).toString();
}

}  // namespace

ModelLegend::ModelLegend(QWidget* parent) : QListWidget(parent) {
  setFrameShape(QFrame::NoFrame);
  setMouseTracking(true);
  setUniformItemSizes(true);
  setResizeMode(Adjust);
  setIconSize({28, 12});
  setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
  setTextElideMode(Qt::ElideMiddle);
  setAccessibleName(tr("Legend: models"));
  setToolTip(tr("The box shows or hides a line, the name pins the model"));
  connect(this, &QListWidget::itemChanged, this, [this](const QListWidgetItem* item) {
    emit shown_changed(name_of(item), item->checkState() == Qt::Checked);
  });
  connect(this, &QListWidget::itemActivated, this,
          [this](const QListWidgetItem* item) { emit chosen(name_of(item)); });
  connect(this, &QListWidget::itemEntered, this,
          [this](const QListWidgetItem* item) { emit hovered(name_of(item)); });
}

void ModelLegend::set_entries(const std::vector<Entry>& entries) {
  if (entries == entries_) return;
  entries_ = entries;
  const QSignalBlocker blocker(this);
  const int row = currentRow();
  clear();
  for (const Entry& e : entries) {
    auto* item =
        new QListWidgetItem(QIcon(line_picture(e.style, iconSize(), devicePixelRatioF())), e.label, this);
    item->setData(Qt::UserRole, e.name);
    item->setFlags(Qt::ItemIsEnabled | Qt::ItemIsSelectable | Qt::ItemIsUserCheckable);
    item->setCheckState(e.shown ? Qt::Checked : Qt::Unchecked);
  }
  setCurrentRow(row);
}

void ModelLegend::set_marks(const QString& pinned, const QString& focused) {
  const QSignalBlocker blocker(this);
  for (int i = 0; i < count(); ++i) {
    QFont font = this->font();
    font.setBold(name_of(item(i)) == pinned);
    font.setUnderline(name_of(item(i)) == focused);
    if (item(i)->font() != font) item(i)->setFont(font);
  }
}

// A click on the box changes it and nothing else.
void ModelLegend::mouseReleaseEvent(QMouseEvent* event) {
  QListWidget::mouseReleaseEvent(event);
  const QListWidgetItem* item = itemAt(event->pos());
  if (!item || event->button() != Qt::LeftButton) return;
  QStyleOptionViewItem option;
  initViewItemOption(&option);
  option.rect = visualItemRect(item);
  option.features |= QStyleOptionViewItem::HasCheckIndicator;
  if (!style()->subElementRect(QStyle::SE_ItemViewItemCheckIndicator, &option, this).contains(event->pos()))
    emit chosen(name_of(item));
}

void ModelLegend::set_beside(bool beside, const QSize& panel) {
  setGridSize({});
  const int widest = sizeHintForColumn(0) + 24;
  setWrapping(!beside);
  setFlow(beside ? TopToBottom : LeftToRight);  // what does not fit is scrolled to vertically
  setMinimumSize(0, 0);
  setMaximumSize(QWIDGETSIZE_MAX, QWIDGETSIZE_MAX);
  if (beside) {
    setFixedWidth(std::clamp(widest, 90, std::max(panel.width() / 3, 90)));
    return;
  }
  const int room = panel.width() - style()->pixelMetric(QStyle::PM_ScrollBarExtent) - 2;
  constexpr int kSpare = 16;  // the view elides names in cells that are just as wide as its hint
  const int columns = std::max(room / std::max(sizeHintForColumn(0) + kSpare, 1), 1);
  setGridSize({std::max(room / columns, 1), std::max(sizeHintForRow(0), 1)});
  const int rows = (count() + columns - 1) / columns;
  setFixedHeight(std::clamp(rows * std::max(sizeHintForRow(0), 1) + 6, 24, std::max(panel.height() / 3, 24)));
}

void ModelLegend::leaveEvent(QEvent* event) {
  QListWidget::leaveEvent(event);
  emit hovered({});
}

}  // namespace vantage::viewer
