// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/name_places.hpp"

#include <algorithm>
#include <cmath>
#include <numbers>
#include <utility>

namespace vantage::viewer {
namespace {

constexpr double kBeside = 3, kStep = 9, kFarthest = 100;  // pixels between a point's edge and its name

// A name that is `gap` away from the point in the direction (x, y), each -1 to 1; the nearer part of it is
// there.
QRectF box_at(const NamedPoint& p, double x, double y, double gap) {
  const double w = p.name.width(), h = p.name.height(), away = p.radius + gap;
  return {p.at + QPointF(x * away - w / 2 + x * w / 2, y * away - h / 2 + y * h / 2), p.name};
}

bool crosses(const QLineF& line, const QRectF& box) {
  if (box.contains(line.p1()) || box.contains(line.p2())) return true;
  const QLineF edges[] = {{box.topLeft(), box.topRight()},
                          {box.topRight(), box.bottomRight()},
                          {box.bottomRight(), box.bottomLeft()},
                          {box.bottomLeft(), box.topLeft()}};
  return std::any_of(std::begin(edges), std::end(edges), [&](const QLineF& edge) {
    return line.intersects(edge) == QLineF::BoundedIntersection;
  });
}

// From the edge of the point to the nearest point of the name.
QLineF leader_to(const NamedPoint& p, const QRectF& box) {
  const QPointF end(std::clamp(p.at.x(), box.left(), box.right()),
                    std::clamp(p.at.y(), box.top(), box.bottom()));
  QLineF line(p.at, end);
  if (line.length() > p.radius) line.setP1(line.pointAt(p.radius / line.length()));
  return line;
}

struct Taken {
  std::vector<QRectF> marks;  // and names that have their place
  const std::vector<QRectF>& others;
  const QRectF& plot;

  bool is_free(const QRectF& box) const {
    const auto hidden = [&](const QRectF& t) { return t.intersects(box); };
    return plot.contains(box) && std::none_of(marks.begin(), marks.end(), hidden) &&
           std::none_of(others.begin(), others.end(), hidden);
  }
  bool is_free(const QLineF& leader, const QRectF& own) const {
    return std::none_of(marks.begin(), marks.end(),
                        [&](const QRectF& t) { return t != own && crosses(leader, t); });
  }
};

std::optional<NamePlace> place_beside(const NamedPoint& p, const Taken& taken) {
  constexpr int kSides[][2] = {{1, 0}, {-1, 0}, {0, -1}, {0, 1}};
  for (const auto& [x, y] : kSides)
    if (const QRectF box = box_at(p, x, y, kBeside); taken.is_free(box)) return NamePlace{box, {}};
  return std::nullopt;
}

std::optional<NamePlace> place_apart(const NamedPoint& p, const Taken& taken) {
  constexpr int kDirections = 16;
  for (double gap = kBeside + kStep; gap <= kFarthest; gap += kStep)
    for (int d = 0; d < kDirections; ++d) {
      const double angle = 2 * std::numbers::pi * (d + 0.5) / kDirections;
      const QRectF box = box_at(p, std::cos(angle), std::sin(angle), gap);
      if (!taken.is_free(box)) continue;
      const QLineF leader = leader_to(p, box);
      if (taken.is_free(leader, p.mark())) return NamePlace{box, leader};
    }
  return std::nullopt;
}

}  // namespace

std::vector<std::optional<NamePlace>> place_names(const std::vector<NamedPoint>& points,
                                                  std::vector<QRectF> marks,
                                                  const std::vector<QRectF>& others, const QRectF& plot,
                                                  bool leaders) {
  std::vector<std::optional<NamePlace>> places(points.size());
  Taken taken{std::move(marks), others, plot};
  // Those that fit beside their points first: a name on a line must not take their room.
  for (const auto find : {place_beside, place_apart}) {
    if (find == place_apart && !leaders) break;
    for (size_t i = 0; i < points.size(); ++i) {
      if (places[i]) continue;
      places[i] = find(points[i], taken);
      if (places[i]) taken.marks.push_back(places[i]->box);
    }
  }
  return places;
}

}  // namespace vantage::viewer
