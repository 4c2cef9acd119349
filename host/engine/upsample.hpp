// SPDX-License-Identifier: Apache-2.0
// Masks from their own resolution to the image's, and gradients back: resizing is linear, so its
// gradient is the transposed operator. The numbers are those of torch.nn.functional.interpolate.
#pragma once
#include <cstdint>
#include <vector>

#include "vantage/resize_axis.hpp"

namespace vantage::engine {

/// From h x w to H x W, as ResizeAxis says. One object serves one thread.
class Upsampler {
 public:
  Upsampler(int32_t mode, int64_t h, int64_t w, int64_t height, int64_t width)
      : rows_(mode, h, height), columns_(mode, w, width), between_(static_cast<size_t>(h * width)) {}
  /// mask: h x w; out: H x W, overwritten.
  void forward(const float* mask, float* out);
  /// g: d/d out, H x W; mask_gradient: h x w, overwritten.
  void transposed(const float* g, float* mask_gradient);

 private:
  ResizeAxis rows_, columns_;
  std::vector<float> between_;  ///< h x W: columns done, rows not
};

}  // namespace vantage::engine
