// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/bar_layer.hpp"

#include <QtCharts/QChart>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <algorithm>

#include "host/viewer/charts/fitted_text.hpp"
#include "host/viewer/charts/plot_frame.hpp"
#include "host/viewer/render/markers.hpp"
#include "host/viewer/services/format.hpp"

namespace vantage::viewer {

BarLayerItem::BarLayerItem(const RankedBars& owner, QGraphicsItem* parent)
    : QGraphicsObject(parent), owner_(owner) {
  setZValue(10);
  setAcceptedMouseButtons(Qt::NoButton);
}

void BarLayerItem::lay_out() {
  prepareGeometryChange();
  area_ = QRectF(QPointF(), owner_.frame_->chart()->size());
  update();
}

double BarLayerItem::name_width() const {
  const QFontMetricsF metrics(owner_.font());
  double widest = 0;
  for (int i = owner_.first_; i < owner_.first_ + owner_.shown_; ++i)
    widest = std::max(widest, metrics.horizontalAdvance(owner_.bars_[static_cast<size_t>(i)].name));
  return std::min(widest + 10, 0.4 * owner_.frame_->chart()->size().width());
}

QRectF BarLayerItem::strip() const {
  const QRectF plot = owner_.frame_->chart()->plotArea();
  return {owner_.frame_->chart()->size().width() - kStrip - 4, plot.top(), kStrip, plot.height()};
}

void BarLayerItem::paint_bar(QPainter& painter, int item) const {
  const RankedBar& bar = owner_.bars_[static_cast<size_t>(item)];
  const ThemeColours& theme = owner_.theme();
  const PlotFrame& frame = *owner_.frame_;
  const QRectF plot = frame.chart()->plotArea();
  const double row = plot.height() / owner_.shown_, middle = plot.top() + (item - owner_.first_ + 0.5) * row;
  const auto x = [&](double share) { return frame.place(share, 0).x(); };
  const bool pinned = item == owner_.pinned_, focused = item == owner_.focus_item();

  if (pinned || focused) {
    QColor ground = to_qcolor(theme.accent);
    ground.setAlpha(focused ? 50 : 28);
    painter.fillRect(QRectF(0, middle - row / 2, plot.right(), row), ground);
  }
  QColor fill = to_qcolor(bar.colour);
  fill.setAlpha(190);  // large areas of full colour would drown the whiskers
  const double thick = std::min(row * 0.72, 22.0);
  if (std::isfinite(bar.value))
    painter.fillRect(QRectF(plot.left(), middle - thick / 2, x(bar.value) - plot.left(), thick), fill);
  if (std::isfinite(bar.low) && std::isfinite(bar.high) && row >= 6) {
    // A dark core in a light halo is seen on the bar as well as beside it.
    const double cap = std::min(thick / 3, 4.0);
    for (const auto& [colour, width] : {std::pair(theme.base, 3.0), std::pair(theme.text, 1.2)}) {
      painter.setPen(QPen(to_qcolor(colour), width));
      painter.drawLine(QPointF(x(bar.low), middle), QPointF(x(bar.high), middle));
      for (const double end : {bar.low, bar.high})
        painter.drawLine(QPointF(x(end), middle - cap), QPointF(x(end), middle + cap));
    }
  }
  if (std::isfinite(bar.mark)) {
    painter.setPen(QPen(to_qcolor(theme.base), 1));
    painter.setBrush(to_qcolor(theme.accent));
    painter.drawEllipse(QPointF(x(bar.mark), middle), 4, 4);
  }
  // Where rows are narrower than letters, only as many names as fit.
  const int every = static_cast<int>(std::ceil(QFontMetricsF(owner_.font()).height() * 0.95 / row));
  if ((item - owner_.first_) % every == 0 || pinned || focused) {
    QFont font = owner_.font();
    font.setBold(pinned);
    const QRectF place(2, middle - 20, plot.left() - 8, 40);
    font = fitted_font(font, QFontMetricsF(font).horizontalAdvance(bar.name), place.width());
    painter.setFont(font);
    painter.setPen(to_qcolor(pinned ? theme.accent : theme.text));
    painter.drawText(place, Qt::AlignRight | Qt::AlignVCenter,
                     QFontMetricsF(font).elidedText(bar.name, Qt::ElideRight, place.width()));
  }
}

// A line a pixel row, as long as the largest bar of those that fall into it.
void BarLayerItem::paint_strip(QPainter& painter) const {
  const QRectF place = strip();
  const ThemeColours& theme = owner_.theme();
  const double count = owner_.item_count();
  painter.setPen(Qt::NoPen);
  QColor colour = to_qcolor(theme.muted);
  colour.setAlpha(110);
  for (int y = 0; y < static_cast<int>(place.height()); ++y) {
    const auto from = static_cast<size_t>(y / place.height() * count);
    const auto to = std::max(from + 1, static_cast<size_t>((y + 1) / place.height() * count));
    double largest = 0;
    for (size_t i = from; i < to && i < owner_.bars_.size(); ++i)
      if (owner_.bars_[i].value > largest) largest = owner_.bars_[i].value;
    painter.fillRect(QRectF(place.left(), place.top() + y, std::min(largest, 1.0) * place.width(), 1),
                     colour);
  }
  const auto y_of = [&](double item) { return place.top() + item / count * place.height(); };
  const QRectF window(place.left() - 2, y_of(owner_.first_), place.width() + 4,
                      std::max(y_of(owner_.first_ + owner_.shown_) - y_of(owner_.first_), 4.0));
  QColor fill = to_qcolor(theme.accent);
  fill.setAlpha(40);
  painter.setPen(QPen(to_qcolor(theme.accent), 1.5));
  painter.setBrush(fill);
  painter.drawRect(window);
}

void BarLayerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  if (owner_.shown_ == 0) return;
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  for (int i = owner_.first_; i < owner_.first_ + owner_.shown_; ++i) paint_bar(*painter, i);
  if (owner_.shown_ < owner_.item_count()) paint_strip(*painter);
  painter->restore();
}

}  // namespace vantage::viewer
