// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QPointF>
#include <vector>

namespace vantage::viewer {

// Which of many points is under the mouse: points sorted into square cells of the search radius, so that a
// search looks at nine cells whatever their number.
class HitGrid {
 public:
  HitGrid() = default;
  HitGrid(std::vector<QPointF> points, double radius);  // points that are not finite are never found

  // The nearest point within the radius, the lower index of two equally near; -1: none.
  int nearest(const QPointF&) const;

 private:
  struct Entry {
    long long cell;
    int point;
  };
  long long cell_of(double x, double y) const;

  std::vector<QPointF> points_;
  std::vector<Entry> entries_;  // by cell, point
  double radius_ = 1;
};

}  // namespace vantage::viewer
