// SPDX-License-Identifier: Apache-2.0
// Masks from their own resolution to the image's, and gradients back: resizing is linear, so its
// gradient is the transposed operator. The numbers are those of torch.nn.functional.interpolate.
#pragma once
#include <cstddef>
#include <cstdint>
#include <vector>

namespace vantage::engine {

/// Resizing along one axis: every output position is a weighted sum of `taps` input positions.
struct ResizeAxis {
  /// mode: VTG_UP_...; in and out at least 1. Throws vantage::Error for an unknown mode.
  ResizeAxis(int32_t mode, int64_t in, int64_t out);
  int64_t in, out, taps;
  std::vector<int64_t> index;  ///< out x taps
  std::vector<float> weight;   ///< out x taps
};

/// From h x w to H x W. Half-pixel centres for VTG_UP_BILINEAR and VTG_UP_BICUBIC (Keys, a = -0.75, edge
/// pixels repeated), corner pixels on corners for VTG_UP_BILINEAR_ALIGNED, floor(i * h / H) for
/// VTG_UP_NEAREST. No antialiasing where it shrinks. One object serves one thread.
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
