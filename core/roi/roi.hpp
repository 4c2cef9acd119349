// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <optional>
#include <vector>

#include "core/box.hpp"
#include "core/map.hpp"

namespace vantage::core {

// What a network looks at, as numbers. Maps are finished: of the network's input size, with values in [0,1].
// A region is a 8UC1 picture of the same size, not 0 inside. A number that the case does not define (a share
// of nothing) is no number (std::nullopt), never 0, so that means over many images can leave it out. All
// functions are thread-safe and throw Error, one line, for a map that is empty, holds a value outside [0,1]
// or NaN, for a region of another size or type, and for a level that is not finite.

// Where the map is `level` or more: 255, elsewhere 0. A level of 0 takes everything.
cv::Mat region_at(const Map& map, float level);

struct Shape {
  int64_t pixels = 0;                   // inside
  double share = 0;                     // of all pixels, in [0,1]
  int components = 0;                   // 8-connected: pixels that meet at a corner belong together
  std::optional<cv::Point2d> centroid;  // mean of the inside pixels, counted as contours() does
};
Shape shape_of(const cv::Mat& region);

// The first of the highest values in row-major order; none in a map of zeros (Finished::no_attention).
std::optional<cv::Point> peak(const Map& map);

// The pointing game (Zhang et al. 2018, "Top-down neural attention by excitation backprop", section 4.1):
// whether the peak lies inside the ground truth or at most `tolerance` pixels (Euclidean, 0 or more) from a
// pixel of it. The paper's tolerance is 15 (in its pictures; here in the network's input). A map without
// attention misses; no number where the truth is empty, as there is nothing to hit.
std::optional<bool> pointing_game(const Map& map, const cv::Mat& truth, double tolerance = 15);

// The share of the map's sum that lies inside. No number for a map without attention.
std::optional<double> mass_inside(const Map& map, const cv::Mat& truth);

// Intersection over union of two regions. No number where the truth is empty; 0 where only the region is.
std::optional<double> iou(const cv::Mat& region, const cv::Mat& truth);

// The same of two boxes; 0 where one is empty.
double iou(const Box& a, const Box& b);

// The tight box around the region's largest component; of several as large, the one whose box begins highest,
// then leftmost. Empty for an empty region. Zhou et al. 2016 ("Learning deep features for discriminative
// localization", section 3.2) take the region at 20% of the map's maximum.
Box largest_component(const cv::Mat& region);

// The best iou of largest_component() with one of the boxes; localised where it is 0.5 or more. No number
// where every box is empty.
std::optional<double> localisation(const cv::Mat& region, const std::vector<Box>& truth);

}  // namespace vantage::core
