// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

namespace vantage::testing {

// Regions (8UC1, 255 inside) as rows of '#' and '.'.
using Rows = std::vector<std::string>;

inline cv::Mat region(const Rows& rows) {
  cv::Mat made = cv::Mat::zeros(static_cast<int>(rows.size()), static_cast<int>(rows[0].size()), CV_8UC1);
  for (int y = 0; y < made.rows; ++y) {
    for (int x = 0; x < made.cols; ++x) {
      if (rows[static_cast<size_t>(y)][static_cast<size_t>(x)] == '#') made.at<uint8_t>(y, x) = 255;
    }
  }
  return made;
}

// '?' is neither 0 nor 255.
inline Rows drawn(const cv::Mat& region) {
  Rows rows(static_cast<size_t>(region.rows), std::string(static_cast<size_t>(region.cols), '.'));
  for (int y = 0; y < region.rows; ++y) {
    for (int x = 0; x < region.cols; ++x) {
      const uint8_t pixel = region.at<uint8_t>(y, x);
      if (pixel != 0) rows[static_cast<size_t>(y)][static_cast<size_t>(x)] = pixel == 255 ? '#' : '?';
    }
  }
  return rows;
}

}  // namespace vantage::testing
