// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/point_layer.hpp"

#include <QtCharts/QChart>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPainter>
#include <algorithm>
#include <limits>

#include "host/viewer/charts/plot_frame.hpp"
#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {
namespace {

constexpr size_t kMostNames = 40;  // beyond that they would hide the points

bool holds(const std::vector<int>& ascending, int value) {
  return std::binary_search(ascending.begin(), ascending.end(), value);
}

}  // namespace

PointLayerItem::PointLayerItem(const ScatterChart& owner, QGraphicsItem* parent)
    : QGraphicsObject(parent), owner_(owner) {
  setZValue(10);
  setAcceptedMouseButtons(Qt::NoButton);
}

void PointLayerItem::lay_out() {
  prepareGeometryChange();
  const double room = owner_.size_ + 3;
  area_ = owner_.frame_->chart()->plotArea().adjusted(-room, -room, room, room);
  places_.clear();
  for (const ScatterPoint& p : owner_.points_) {
    const QPointF at = owner_.frame_->place(to_axis(owner_.x_.scale, p.x), to_axis(owner_.y_.scale, p.y));
    const bool shown = area_.contains(at);  // false for NaN
    places_.push_back(shown ? at : QPointF(std::numeric_limits<double>::quiet_NaN(), 0));
  }
  grid_ = HitGrid(places_, std::max(owner_.size_ + 3, 8.0));
  update();
}

int PointLayerItem::nearest(const QPointF& at) const {
  return grid_.nearest(at);
}

void PointLayerItem::paint_point(QPainter& painter, int point) const {
  const ScatterPoint& p = owner_.points_[static_cast<size_t>(point)];
  const QPointF at = places_[static_cast<size_t>(point)];
  if (std::isnan(at.x())) return;
  const ThemeColours& theme = owner_.theme();
  const bool pinned = holds(owner_.marks_.pinned, point), selected = holds(owner_.marks_.selected, point);
  const bool focused = owner_.focus_item() == point;
  const bool dimmed =
      owner_.marks_.dim_others && !owner_.marks_.selected.empty() && !selected && !pinned && !focused;

  painter.setOpacity(dimmed ? 0.3 : 1);
  const QColor colour = to_qcolor(p.colour);
  if (std::isfinite(p.low) && std::isfinite(p.high)) {
    painter.setPen(QPen(colour, 1.2));
    for (const double end : {p.low, p.high}) {
      const QPointF to = owner_.frame_->place(to_axis(owner_.x_.scale, p.x), to_axis(owner_.y_.scale, end));
      painter.drawLine(at, to);
      painter.drawLine(to - QPointF(3, 0), to + QPointF(3, 0));
    }
  }
  painter.save();
  painter.translate(at);
  const double size = owner_.size_ * (pinned || focused ? 1.35 : 1);
  painter.scale(size, size);
  QPen edge(to_qcolor(theme.base), 1);
  edge.setCosmetic(true);
  painter.setPen(edge);
  painter.setBrush(colour);
  painter.drawPath(marker_path(p.marker));
  painter.restore();
  if (pinned || selected || focused) {
    painter.setPen(QPen(to_qcolor(pinned ? theme.accent : theme.text), pinned ? 2.5 : 1.5));
    painter.setBrush(Qt::NoBrush);
    painter.drawEllipse(at, size + 3, size + 3);
  }
}

bool PointLayerItem::ringed(int point) const {
  return point == owner_.focus_item() || holds(owner_.marks_.pinned, point) ||
         holds(owner_.marks_.selected, point);
}

// Each name goes to the first of four sides where it hides no point and no other name; else it stays away.
// Those of marked points choose first.
void PointLayerItem::paint_names(QPainter& painter) const {
  if (owner_.points_.size() > kMostNames) return;
  const QFontMetricsF metrics(painter.font());
  const QRectF plot = owner_.frame_->chart()->plotArea();
  const auto radius = [this](int i) { return owner_.size_ * (ringed(i) ? 1.35 : 1) + (ringed(i) ? 5 : 1); };
  std::vector<QRectF> taken;
  std::vector<int> order;
  for (int i = 0; i < owner_.item_count(); ++i) {
    const QPointF at = places_[static_cast<size_t>(i)];
    if (std::isnan(at.x())) continue;
    taken.emplace_back(at - QPointF(radius(i), radius(i)), QSizeF(2 * radius(i), 2 * radius(i)));
    if (const ScatterPoint& p = owner_.points_[static_cast<size_t>(i)];
        std::isfinite(p.low) && std::isfinite(p.high)) {
      const auto y = [&](double value) {
        return owner_.frame_->place(0, to_axis(owner_.y_.scale, value)).y();
      };
      taken.emplace_back(QPointF(at.x() - 3, y(p.high)), QPointF(at.x() + 3, y(p.low)));
    }
    order.push_back(i);
  }
  std::stable_partition(order.begin(), order.end(), [this](int i) { return ringed(i); });
  for (const int i : order) {
    const QString& name = owner_.points_[static_cast<size_t>(i)].name;
    const double width = metrics.horizontalAdvance(name), height = metrics.height(), gap = radius(i) + 3;
    for (const QPointF& corner : {QPointF(gap, -height / 2), QPointF(-gap - width, -height / 2),
                                  QPointF(-width / 2, -gap - height), QPointF(-width / 2, gap)}) {
      const QRectF box(places_[static_cast<size_t>(i)] + corner, QSizeF(width, height));
      const auto hides = [&](const QRectF& other) { return other.intersects(box); };
      if (!plot.contains(box) || std::any_of(taken.begin(), taken.end(), hides)) continue;
      painter.setPen(to_qcolor(holds(owner_.marks_.pinned, i) ? owner_.theme().accent : owner_.theme().text));
      painter.drawText(box, Qt::AlignCenter, name);
      taken.push_back(box);
      break;
    }
  }
}

void PointLayerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  painter->save();
  painter->setRenderHint(QPainter::Antialiasing);
  painter->setClipRect(area_, Qt::IntersectClip);
  painter->setFont(owner_.font());
  for (const bool top : {false, true})
    for (int i = 0; i < owner_.item_count(); ++i)
      if (ringed(i) == top) paint_point(*painter, i);
  painter->setOpacity(1);
  paint_names(*painter);
  painter->restore();
}

}  // namespace vantage::viewer
