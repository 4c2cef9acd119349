// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/point_layer.hpp"

#include <QtCharts/QChart>
#include <QtGui/QFontMetricsF>
#include <QtGui/QPaintEngine>
#include <QtGui/QPainter>
#include <algorithm>
#include <cmath>
#include <limits>
#include <utility>

#include "host/viewer/charts/plot_frame.hpp"
#include "host/viewer/render/markers.hpp"

namespace vantage::viewer {
namespace {

constexpr size_t kFewPoints =
    100;  // up to here each is drawn by itself, where it is to the fraction of a pixel
constexpr size_t kMostNames = 40;    // beyond that only marked points have them: they would hide the rest
constexpr size_t kMostLeaders = 24;  // points; lines between more would be a thicket

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
  stamps_.clear();
  stale_ = true;
  update();
}

const std::vector<QPointF>& PointLayerItem::places() {
  if (!std::exchange(stale_, false)) return places_;
  places_.clear();
  places_.reserve(owner_.points_.size());
  for (const ScatterPoint& p : owner_.points_) {
    const QPointF at = owner_.frame_->place(to_axis(owner_.x_.scale, p.x), to_axis(owner_.y_.scale, p.y));
    const bool shown = area_.contains(at);  // false for NaN
    places_.push_back(shown ? at : QPointF(std::numeric_limits<double>::quiet_NaN(), 0));
  }
  grid_ = HitGrid(places_, std::max(owner_.size_ + 3, 8.0));
  return places_;
}

int PointLayerItem::nearest(const QPointF& at) {
  places();
  return grid_.nearest(at);
}

// Around the origin.
void PointLayerItem::paint_mark(QPainter& painter, const ScatterPoint& p, Look look) const {
  const ThemeColours& theme = owner_.theme();
  const double size = owner_.size_ * (look.pinned || look.focused ? 1.35 : 1);
  painter.save();
  painter.scale(size, size);
  QPen edge(to_qcolor(theme.base), owner_.size_ < 4 ? 0.6 : 1);
  edge.setCosmetic(true);
  painter.setPen(edge);
  painter.setBrush(to_qcolor(p.colour));
  painter.drawPath(marker_path(p.marker));
  painter.restore();
  if (!look.pinned && !look.selected && !look.focused) return;
  const double gap = owner_.size_ < 4 ? 2 : 3;
  painter.setPen(QPen(to_qcolor(look.pinned ? theme.accent : theme.text), look.pinned ? 2.5 : 1.5));
  painter.setBrush(Qt::NoBrush);
  painter.drawEllipse(QPointF(), size + gap, size + gap);
}

// Drawn once for all points of its kind: a thousand paths take twenty milliseconds, a thousand stamps one.
const QPixmap& PointLayerItem::stamp(const ScatterPoint& p, Look look, double pixel_ratio) {
  if (&owner_.theme() != stamp_theme_ || pixel_ratio != stamp_ratio_) stamps_.clear();
  stamp_theme_ = &owner_.theme();
  stamp_ratio_ = pixel_ratio;
  QPixmap& picture = stamps_[{to_qcolor(p.colour).rgb(), p.marker, look.pinned, look.selected}];
  if (picture.isNull()) {
    const double side = 2 * std::ceil(1.35 * owner_.size_ + 6);
    picture = QPixmap(QSizeF(side * pixel_ratio, side * pixel_ratio).toSize());
    picture.setDevicePixelRatio(pixel_ratio);
    picture.fill(Qt::transparent);
    QPainter painter(&picture);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.translate(side / 2, side / 2);
    paint_mark(painter, p, look);
  }
  return picture;
}

void PointLayerItem::paint_point(QPainter& painter, int point) {
  const ScatterPoint& p = owner_.points_[static_cast<size_t>(point)];
  const QPointF at = places_[static_cast<size_t>(point)];
  if (std::isnan(at.x())) return;
  const Look look{holds(owner_.marks_.pinned, point), holds(owner_.marks_.selected, point),
                  owner_.focus_item() == point};
  const bool dimmed = holds(owner_.marks_.dimmed, point) && !ringed(point);

  painter.setOpacity(dimmed ? 0.25 : 1);
  if (std::isfinite(p.low) && std::isfinite(p.high)) {
    painter.setPen(QPen(to_qcolor(p.colour), 1.2));
    for (const double end : {p.low, p.high}) {
      const QPointF to = owner_.frame_->place(to_axis(owner_.x_.scale, p.x), to_axis(owner_.y_.scale, end));
      painter.drawLine(at, to);
      painter.drawLine(to - QPointF(3, 0), to + QPointF(3, 0));
    }
  }
  const bool stamped = owner_.points_.size() > kFewPoints && !look.focused &&
                       painter.paintEngine()->type() == QPaintEngine::Raster;
  if (stamped) {
    const QPixmap& picture = stamp(p, look, painter.device()->devicePixelRatioF());
    const QSizeF size = picture.deviceIndependentSize();
    painter.drawPixmap(at - QPointF(size.width() / 2, size.height() / 2), picture);
    return;
  }
  painter.translate(at);
  paint_mark(painter, p, look);
  painter.translate(-at);
}

bool PointLayerItem::ringed(int point) const {
  return point == owner_.focus_item() || holds(owner_.marks_.pinned, point) ||
         holds(owner_.marks_.selected, point);
}

// The names that are worth their place, those of marked points first.
std::vector<int> PointLayerItem::points_to_name() const {
  const auto marked = [this](int i) { return ringed(i) || holds(owner_.marks_.named, i); };
  std::vector<int> order;
  for (int i = 0; i < owner_.item_count(); ++i)
    if (!std::isnan(places_[static_cast<size_t>(i)].x())) order.push_back(i);
  auto rest = std::stable_partition(order.begin(), order.end(), marked);
  if (order.size() > kMostNames) order.erase(rest, order.end());
  rest = std::stable_partition(order.begin(), order.end(), [this](int i) {
    return i == owner_.focus_item() || holds(owner_.marks_.pinned, i);
  });
  if (order.size() > kMostNames) order.resize(kMostNames);
  return order;
}

QRectF PointLayerItem::interval(int point) const {
  const ScatterPoint& p = owner_.points_[static_cast<size_t>(point)];
  if (!std::isfinite(p.low) || !std::isfinite(p.high)) return {};
  const auto y = [&](double value) { return owner_.frame_->place(0, to_axis(owner_.y_.scale, value)).y(); };
  const double x = places_[static_cast<size_t>(point)].x();
  return {QPointF(x - 3, y(p.high)), QPointF(x + 3, y(p.low))};
}

double PointLayerItem::radius(int point) const {
  return owner_.size_ * (ringed(point) ? 1.35 : 1) + (ringed(point) ? 5 : 1);
}

// A name that has no room beside its point stays away, or, of few points, stands apart with a line to it.
void PointLayerItem::paint_names(QPainter& painter) const {
  const QFontMetricsF metrics(painter.font());
  const std::vector<int> order = points_to_name();
  if (order.empty()) return;
  const auto name = [this](int i) {
    const ScatterPoint& p = owner_.points_[static_cast<size_t>(i)];
    return p.label.isEmpty() ? p.name : p.label;
  };
  const auto named = [&](int i) -> NamedPoint {
    return {
        places_[static_cast<size_t>(i)], radius(i), {metrics.horizontalAdvance(name(i)), metrics.height()}};
  };
  std::vector<QRectF> marks, intervals;
  for (int i = 0; i < owner_.item_count(); ++i) {
    if (std::isnan(places_[static_cast<size_t>(i)].x())) continue;
    marks.push_back(NamedPoint{places_[static_cast<size_t>(i)], radius(i), {}}.mark());
    intervals.push_back(interval(i));
  }
  std::vector<NamedPoint> points;
  std::transform(order.begin(), order.end(), std::back_inserter(points), named);
  const bool few = owner_.points_.size() <= kMostLeaders;
  auto places = place_names(points, std::move(marks), intervals, owner_.frame_->chart()->plotArea(), few);
  const auto veiled = few ? std::vector<bool>(order.size()) : name_over_others(order, points, places);
  for (size_t n = 0; n < order.size(); ++n) {
    if (!places[n]) continue;
    painter.setPen(QPen(to_qcolor(owner_.theme().muted), 0.8));
    if (!places[n]->leader.isNull()) painter.drawLine(places[n]->leader);
    QColor veil = to_qcolor(owner_.theme().base);
    veil.setAlphaF(0.75);
    if (veiled[n]) painter.fillRect(places[n]->box, veil);
    const bool pinned = holds(owner_.marks_.pinned, order[n]);
    painter.setPen(to_qcolor(pinned ? owner_.theme().accent : owner_.theme().text));
    painter.drawText(places[n]->box, Qt::AlignCenter, name(order[n]));
  }
}

// In a crowd no place is free: what is marked is named all the same, over points that are not. Which those
// are.
std::vector<bool> PointLayerItem::name_over_others(const std::vector<int>& order,
                                                   const std::vector<NamedPoint>& points,
                                                   std::vector<std::optional<NamePlace>>& places) const {
  std::vector<bool> over(order.size());
  std::vector<QRectF> kept;  // other names, and all that is marked
  std::vector<NamedPoint> left;
  std::vector<size_t> place_of;
  for (size_t n = 0; n < order.size(); ++n) {
    if (places[n]) kept.push_back(places[n]->box);
    if (places[n] || !ringed(order[n])) continue;
    left.push_back(points[n]);
    place_of.push_back(n);
  }
  for (int i = 0; i < owner_.item_count(); ++i)
    if (const QPointF at = places_[static_cast<size_t>(i)]; ringed(i) && !std::isnan(at.x()))
      kept.push_back(NamedPoint{at, radius(i), {}}.mark());
  const auto found = place_names(left, std::move(kept), {}, owner_.frame_->chart()->plotArea(), false);
  for (size_t k = 0; k < left.size(); ++k) {
    places[place_of[k]] = found[k];
    over[place_of[k]] = found[k].has_value();
  }
  return over;
}

void PointLayerItem::paint(QPainter* painter, const QStyleOptionGraphicsItem*, QWidget*) {
  places();
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
