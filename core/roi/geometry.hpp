// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/box.hpp"
#include "core/preprocess.hpp"

namespace vantage::core {

// Where things of a picture lie in a network's input, for ground truth that was drawn on the picture. A
// region is a 8UC1 picture, 255 inside and 0 outside. Thread-safe.
class InputGeometry {
 public:
  // `picture` is its size in pixels as load_image() gives it. Throws Error as preprocess() does.
  explicit InputGeometry(cv::Size picture, const Preprocessing& settings = {});

  // Clipped to the picture and the input; empty() where the crop leaves nothing of it.
  Box to_input(const Box& in_file) const;

  // Of the input's size, what the mask (8UC1 or 8UC3, not black inside, of the picture's size) has nearest to
  // each pixel's centre; outside where zeros were added around the picture. Throws Error for another mask.
  cv::Mat to_input(const cv::Mat& mask) const;

  // The union of boxes of the picture as a region of the input.
  cv::Mat region(const std::vector<Box>& in_file) const;

 private:
  cv::Size picture_, input_;
  cv::Rect2d crop_;
};

// Pixels whose centre lies in one of the boxes, which are in pixels of the region.
cv::Mat region_of(const std::vector<Box>& boxes, cv::Size size);

}  // namespace vantage::core
