// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>

#include "core/files.hpp"

namespace vantage::testing {

// A picture (8UC1 or 8UC3) full of edges, given by a formula so that other programs can make the same.
inline cv::Mat pattern(int width, int height, int channels = 3) {
  cv::Mat picture(height, width, CV_8UC(channels));
  for (int y = 0; y < height; ++y) {
    for (int x = 0; x < width; ++x) {
      for (int c = 0; c < channels; ++c) {
        picture.ptr(y)[x * channels + c] =
            static_cast<uint8_t>((int64_t{x} * 37 + int64_t{y} * 91 + int64_t{c} * 53 +
                                  int64_t{x} * y % 17 * 5 + (int64_t{x} * x + y) % 23 * 7) %
                                 256);
      }
    }
  }
  return picture;
}

// SHA-256 of the pixels in row-major order.
inline std::string pixel_hash(const cv::Mat& picture) {
  const cv::Mat whole = picture.isContinuous() ? picture : picture.clone();
  return core::sha256_hex({reinterpret_cast<const char*>(whole.data), whole.total() * whole.elemSize()});
}

}  // namespace vantage::testing
