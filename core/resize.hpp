// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>

namespace vantage::core {

// Pillow's BILINEAR (a triangle) and BICUBIC (Keys, a = -0.5).
enum class ResizeFilter { bilinear, bicubic };

// Pillow's Image.resize, byte for byte: a horizontal and then a vertical pass with the filter widened by the
// scale, 22-bit fixed-point weights, rounding to 8 bits after each pass. `image` is 8UC1 or 8UC3 and not
// empty, else Error. Thread-safe; runs on the calling thread.
cv::Mat resize(const cv::Mat& image, ResizeFilter filter, int width, int height);

// Of what resize(image, filter, width, height) gives, the part with the upper left corner (left, top),
// without computing the rest.
cv::Mat resize(const cv::Mat& image, ResizeFilter filter, int64_t width, int64_t height, int64_t left,
               int64_t top, int columns, int rows);

}  // namespace vantage::core
