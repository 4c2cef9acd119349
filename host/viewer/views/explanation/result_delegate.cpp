// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/explanation/result_delegate.hpp"

#include <QtGui/QHelpEvent>
#include <QtGui/QPaintEngine>
#include <QtGui/QPainter>
#include <QtWidgets/QAbstractItemView>
#include <QtWidgets/QApplication>
#include <QtWidgets/QToolTip>
#include <cmath>

#include "host/viewer/views/explanation/row_sorter.hpp"

namespace vantage::viewer {
namespace {

QColor qcolour(Rgb c) {
  return {c.r, c.g, c.b};
}

// The largest place of the picture's shape within a cell, centred.
QRectF fitted(const QSizeF& picture, const QRect& cell) {
  const QRectF room = QRectF(cell).adjusted(ResultDelegate::kMargin, ResultDelegate::kMargin,
                                            -ResultDelegate::kMargin, -ResultDelegate::kMargin);
  QRectF place(QPointF(), picture.scaled(room.size(), Qt::KeepAspectRatio));
  place.moveCenter(room.center());
  return place;
}

}  // namespace

ResultDelegate::ResultDelegate(const ResultTable& table, Thumbnails& thumbnails, Tiles& tiles,
                               QObject* parent)
    : QStyledItemDelegate(parent),
      table_(table),
      thumbnails_(thumbnails),
      tiles_(tiles),
      theme_(&theme_colours(Shade::light)) {}

QSize ResultDelegate::sizeHint(const QStyleOptionViewItem&, const QModelIndex&) const {
  return {kSide + 2 * kMargin, kSide + 2 * kMargin};
}

bool ResultDelegate::in_focus(int row) const {
  if (focus_.model.empty() && focus_.image < 0) return false;
  const bool model =
      focus_.model.empty() || table_.rows().catalogue->models[table_.at(row).model].name == focus_.model;
  return model && (focus_.image < 0 || table_.image_at(row).position == focus_.image);
}

void ResultDelegate::paint(QPainter* painter, const QStyleOptionViewItem& option,
                           const QModelIndex& index) const {
  const auto& info = result_columns()[static_cast<size_t>(index.column())];
  QStyleOptionViewItem item = option;
  initStyleOption(&item, index);
  item.state &= ~QStyle::State_HasFocus;  // the whole row is chosen, not a cell
  const TaskRows::Row& row = table_.at(index.row());
  if (info.column == ResultColumn::predicted && row.predicted >= 0 &&
      row.predicted != table_.rows().image_of(row).cls && !(option.state & QStyle::State_Selected))
    item.palette.setColor(QPalette::Text, qcolour(theme_->warning));
  (item.widget ? item.widget->style() : QApplication::style())
      ->drawControl(QStyle::CE_ItemViewItem, &item, painter, item.widget);
  if (info.picture) paint_picture(*painter, option.rect, index.row(), info.column);
  if (info.share) paint_number(*painter, item, index.data(Qt::EditRole).toDouble());
  if (in_focus(index.row())) {
    painter->fillRect(QRect(option.rect.left(), option.rect.top(), option.rect.width(), 2),
                      qcolour(theme_->accent));
    painter->fillRect(QRect(option.rect.left(), option.rect.bottom() - 1, option.rect.width(), 2),
                      qcolour(theme_->accent));
  }
}

// A bar below the number, as long as the share of the cell.
void ResultDelegate::paint_number(QPainter& painter, const QStyleOptionViewItem& item, double share) const {
  if (!std::isfinite(share)) return;
  const int below = item.rect.center().y() + item.fontMetrics.height() / 2 + 4;
  const QRect all(item.rect.left() + 6, below, item.rect.width() - 12, 3);
  const bool selected = item.state & QStyle::State_Selected;
  painter.fillRect(all, qcolour(theme_->grid));
  painter.fillRect(QRectF(all.left(), all.top(), all.width() * share, all.height()),
                   qcolour(selected ? theme_->on_accent : theme_->accent));
}

void ResultDelegate::paint_placeholder(QPainter& painter, const QRect& cell, const QString& text) const {
  const QRectF place = fitted(QSizeF(1, 1), cell);
  painter.save();
  painter.setPen(QPen(qcolour(theme_->border), 1, Qt::DashLine));
  painter.drawRect(place.adjusted(0.5, 0.5, -0.5, -0.5));
  painter.setPen(qcolour(theme_->muted));
  painter.drawText(place.adjusted(3, 3, -3, -3), Qt::AlignCenter | Qt::TextWordWrap, text);
  painter.restore();
}

void ResultDelegate::paint_picture(QPainter& painter, const QRect& cell, int row, ResultColumn column) const {
  painter.setRenderHint(QPainter::SmoothPixmapTransform);
  if (column == ResultColumn::image) {
    const Thumbnail* thumbnail = thumbnails_.find(QString::fromStdString(table_.image_at(row).path));
    if (thumbnail && thumbnail->image.isNull()) paint_placeholder(painter, cell, tr("no picture"));
    if (thumbnail && !thumbnail->image.isNull())
      painter.drawImage(fitted(thumbnail->image.size(), cell), thumbnail->image);
    return;
  }
  if (table_.at(row).explanation == 0) return paint_placeholder(painter, cell, tr("no map"));
  const Tile* tile = tiles_.find(place_of(table_.rows(), table_.at(row)));
  if (!tile) return;
  if (column == ResultColumn::histogram) {
    if (tile->histogram.pixels > 0) draw_histogram(painter, fitted(QSizeF(1, 1), cell), tile->histogram);
    return;
  }
  if (tile->over.isNull()) return paint_placeholder(painter, cell, tr("no map"));
  const QRectF place = fitted(tile->over.size(), cell);
  if (column == ResultColumn::overlay) return painter.drawImage(place, tile->over);
  // In files contours stay lines.
  if (painter.paintEngine()->type() == QPaintEngine::Raster) return painter.drawImage(place, tile->outlined);
  painter.drawImage(place, tile->photograph);
  draw_contours(painter, place, tile->contours);
}

QString ResultDelegate::reason(int row, ResultColumn column) const {
  if (column == ResultColumn::image) {
    const Thumbnail* thumbnail = thumbnails_.peek(QString::fromStdString(table_.image_at(row).path));
    return thumbnail ? thumbnail->error : QString();
  }
  if (table_.at(row).explanation == 0)
    return tr("This method has not explained this image to this model yet; run it in C (task selection)");
  const Tile* tile = tiles_.peek(place_of(table_.rows(), table_.at(row)));
  return tile ? tile->error : QString();
}

bool ResultDelegate::helpEvent(QHelpEvent* event, QAbstractItemView* view, const QStyleOptionViewItem& option,
                               const QModelIndex& index) {
  if (event->type() == QEvent::ToolTip && index.isValid()) {
    const auto& info = result_columns()[static_cast<size_t>(index.column())];
    const QString why =
        info.picture || info.column == ResultColumn::area ? reason(index.row(), info.column) : "";
    if (!why.isEmpty()) {
      QToolTip::showText(event->globalPos(), why, view);
      return true;
    }
  }
  return QStyledItemDelegate::helpEvent(event, view, option, index);
}

}  // namespace vantage::viewer
