// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/types.hpp>
#include <vector>

#include "core/map.hpp"

namespace vantage::core {

// A line of equal height. x and y count pixels from the centre of the upper left one, y downwards.
struct Contour {
  std::vector<cv::Point2f> points;  // the first is not repeated at the end
  bool closed;                      // the last point is joined with the first; so are all of contours()
};

// Marching squares (Lorensen and Cline 1987, in two dimensions). A pixel of `level` or more is inside; the
// two ways to join a saddle are decided by the mean of its four corners. Around the map lies a border of
// zeros (of level - 1 for a level of 0 or less), so that every contour closes, at most one pixel outside. The
// inside is on the left of the way from point to point on the screen. Points that coincide are given once;
// what has fewer than three encloses nothing and is left out. What is not finite counts as outside.
// Thread-safe; never throws on a map whose sizes and values agree.
std::vector<Contour> contours(const Map& map, float level);

}  // namespace vantage::core
