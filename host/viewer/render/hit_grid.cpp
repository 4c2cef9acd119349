// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/hit_grid.hpp"

#include <algorithm>
#include <cmath>
#include <utility>

namespace vantage::viewer {
namespace {

constexpr long long kRow = 1LL << 31;  // cells a row: more than any screen has
constexpr double kFar = 1e8;           // pixels: nobody points there

}  // namespace

long long HitGrid::cell_of(double x, double y) const {
  return static_cast<long long>(std::floor(y / radius_)) * kRow +
         static_cast<long long>(std::floor(x / radius_));
}

HitGrid::HitGrid(std::vector<QPointF> points, double radius) : points_(std::move(points)), radius_(radius) {
  for (size_t i = 0; i < points_.size(); ++i)
    if (std::abs(points_[i].x()) < kFar && std::abs(points_[i].y()) < kFar)  // false for NaN
      entries_.push_back({cell_of(points_[i].x(), points_[i].y()), static_cast<int>(i)});
  std::sort(entries_.begin(), entries_.end(), [](const Entry& a, const Entry& b) {
    return std::pair(a.cell, a.point) < std::pair(b.cell, b.point);
  });
}

int HitGrid::nearest(const QPointF& at) const {
  if (!(std::abs(at.x()) < kFar && std::abs(at.y()) < kFar)) return -1;
  int best = -1;
  double least = radius_ * radius_;
  for (int down = -1; down <= 1; ++down) {
    const long long left = cell_of(at.x() - radius_, at.y() + down * radius_);
    auto entry = std::lower_bound(entries_.begin(), entries_.end(), left,
                                  [](const Entry& e, long long cell) { return e.cell < cell; });
    for (; entry != entries_.end() && entry->cell <= left + 2; ++entry) {
      const QPointF d = points_[static_cast<size_t>(entry->point)] - at;
      const double distance = QPointF::dotProduct(d, d);
      if (distance < least || (distance == least && (best < 0 || entry->point < best))) {
        least = distance;
        best = entry->point;
      }
    }
  }
  return best;
}

}  // namespace vantage::viewer
