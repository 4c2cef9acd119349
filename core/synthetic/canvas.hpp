// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>

#include "core/synthetic/figure.hpp"

namespace vantage::core::synthetic {

// Where a figure stands in the unit square of a picture (y down).
struct Pose {
  Point centre{0.5, 0.5};
  double size = 0.6;   // the longer side of the figure's bounds, turned
  double degrees = 0;  // clockwise
  bool mirrored = false;
};

struct Light {
  Point from{-0.6, -0.8};  // unit vector towards the light
  double strength = 1;     // of light and shade on things, 0 ... 1
  double exposure = 1;     // of the whole picture
  Colour tint{1, 1, 1};    // factors
};

// A square picture drawn larger than it will be: shapes are sharp here and smooth once it is shrunk.
class Canvas {
 public:
  Canvas(int pixels, int oversampling);

  int side() const { return rgb_.rows; }  // in the canvas's own pixels
  cv::Mat& rgb() { return rgb_; }         // 8UC3

  // Paints the figure with light and shade on every part; a shadow falls on what was there before. Marks the
  // pixels of its parts in `mask` (8U, as large as the canvas) with 255 where one is given.
  void draw(const Figure&, const Pose&, const Light&, bool shadow, cv::Mat* mask = nullptr);

 private:
  cv::Mat rgb_, scratch_;
};

}  // namespace vantage::core::synthetic
