// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QRectF>
#include <QtGui/QPainterPath>
#include <vector>

#include "core/map.hpp"

class QImage;
class QPainter;

namespace vantage::viewer {

// Where a map rises to a level, with the map filling the unit square: (0,0) is its upper left corner. Filled
// by the odd-even rule it is the region of at least that level.
struct ContourPath {
  double level = 0;
  QPainterPath path;
};

// At threshold, threshold + 0.1, ... below 1. `map` has values in [0,1] and the size that it is looked at:
// the contours of a 7 x 7 map are not those of the same map made larger. Thread-safe.
std::vector<ContourPath> contour_paths(const core::Map& map, double threshold);

// Light lines with a dark halo, seen on any ground; the first is the thickest. `place`: of the map, in the
// painter's coordinates; lines keep their width whatever its scale. Nothing is drawn outside the place, which
// contours may leave by half a pixel.
void draw_contours(QPainter&, const QRectF& place, const std::vector<ContourPath>&);

// The same over a whole picture, Format_RGB32, faster than a painter strokes lines.
void draw_contours(QImage&, const std::vector<ContourPath>&);

}  // namespace vantage::viewer
