// SPDX-License-Identifier: Apache-2.0
// A map as OpenCV sees it.
#pragma once
#include <cstdint>
#include <opencv2/core/mat.hpp>

namespace vantage::similarity {

/// h x w float32, borrowed and only to be read: cv::Mat knows no const.
inline cv::Mat view_of(const float* map, int64_t h, int64_t w) {
  return cv::Mat(static_cast<int>(h), static_cast<int>(w), CV_32F, const_cast<float*>(map));
}

}  // namespace vantage::similarity
