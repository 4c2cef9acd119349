// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

namespace vantage::core {

// Closed lines to be laid over a picture, light in a dark halo, so that they are seen on any ground. All
// halos lie below all lines, however close the lines are.
class ContourStrokes {
 public:
  // Corners in the unit square: (0,0) is the picture's upper left corner, (1,1) its lower right one.
  using Line = std::vector<cv::Point2d>;

  explicit ContourStrokes(cv::Size picture);

  // `width` in pixels, at least 1; the halo is a pixel wider on either side. `brightness` in [0,255]. Lines
  // that have both in common are best added at once.
  void add(const std::vector<Line>&, int width, int brightness = 255);

  // The picture has the size given and 8 bits; three channels are drawn on, a fourth is left as it is.
  void over(cv::Mat& picture) const;

  static constexpr int kHalo = 120;  // opacity of the halo, of 255

 private:
  cv::Mat halo_, light_;  // 8U
};

}  // namespace vantage::core
