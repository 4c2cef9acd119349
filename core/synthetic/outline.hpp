// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/types.hpp>
#include <vector>

namespace vantage::core::synthetic {

// Closed outlines in a figure's own coordinates: x to the right, y down, the figure roughly within -1 ... 1.
using Point = cv::Point2d;
using Outline = std::vector<Point>;

Outline ellipse(Point centre, double rx, double ry, double degrees = 0);
Outline box(double left, double top, double right, double bottom);
// A rounded shape through the knots: a closed Catmull-Rom spline.
Outline smooth(const Outline& knots);
// A band along an open Catmull-Rom spline through the knots, `from` wide at its beginning and `to` at its
// end.
Outline ribbon(const Outline& knots, double from, double to);
// A star with `tips` points, the first one upwards.
Outline star(Point centre, int tips, double outer, double inner);

Outline moved(Outline, Point by);
Outline turned(Outline, Point about, double degrees);
Outline mirrored(Outline, double x = 0);  // at the vertical line through x

}  // namespace vantage::core::synthetic
