// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <opencv2/core/mat.hpp>
#include <vector>

#include "core/resize.hpp"

namespace vantage::core {

// How a network wants its picture; the defaults are torchvision's for ImageNet.
struct Preprocessing {
  int height = 224, width = 224;
  int resize = 256;  // of the shorter side before the crop, in pixels; 0: stretch to width x height, no crop
  ResizeFilter filter = ResizeFilter::bilinear;
  std::array<float, 3> mean{0.485f, 0.456f, 0.406f};  // red, green, blue, of values in [0,1]
  std::array<float, 3> std{0.229f, 0.224f, 0.225f};

  bool operator==(const Preprocessing&) const = default;
  size_t numbers() const { return size_t{3} * static_cast<size_t>(height) * static_cast<size_t>(width); }
};

struct Input {
  std::vector<float> chw;   // 3 x height x width, (value / 255 - mean) / std
  cv::Mat rgb;              // 8UC3: the crop that the network sees
  cv::Rect2d crop_in_file;  // its rectangle in pixels of the picture given, beyond it where zeros were added
};

// torchvision 0.14's Resize(resize), CenterCrop(height, width), ToTensor, Normalize on a PIL picture. `rgb`
// is 8UC3. Throws Error for another picture or for settings that make no sense. Thread-safe.
Input preprocess(const cv::Mat& rgb, const Preprocessing& settings = {});

// Input::chw alone, into room for settings.numbers() of them.
void preprocess(const cv::Mat& rgb, const Preprocessing& settings, float* chw);

// Input::crop_in_file of a picture of this size. Throws Error as preprocess() does. Thread-safe.
cv::Rect2d crop_in_file(cv::Size picture, const Preprocessing& settings = {});

}  // namespace vantage::core
