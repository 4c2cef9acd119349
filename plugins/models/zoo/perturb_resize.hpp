// SPDX-License-Identifier: Apache-2.0
// Masks from their own resolution to the image's and back, all at once.
#pragma once
#include <ATen/core/ivalue.h>

#include <cstdint>

namespace vantage::zoo {

/// Resizing is linear and separable: up(mask) = R mask C', its gradient R' g C. Matrices that small
/// cost next to nothing beside a network. Positions and weights are those of
/// torch.nn.functional.interpolate: half-pixel centres for VTG_UP_BILINEAR and VTG_UP_BICUBIC (Keys 1981,
/// a = -0.75, edge pixels repeated), corners on corners for VTG_UP_BILINEAR_ALIGNED, floor(i * h / H) for
/// VTG_UP_NEAREST; no antialiasing where it shrinks.
class MaskResize {
 public:
  /// mode: VTG_UP_...; throws Error (VTG_UNSUPPORTED) for an unknown one.
  MaskResize(int32_t mode, int64_t h, int64_t w, int64_t height, int64_t width);
  at::Tensor forward(const at::Tensor& masks) const;     ///< n x h x w to n x H x W
  at::Tensor transposed(const at::Tensor& slope) const;  ///< n x H x W to n x h x w

 private:
  at::Tensor rows_, columns_;  // H x h, W x w
  bool same_size_;
};

/// Min-max of every mask to [0,1], in place; what is constant up to rounding becomes zeros.
void rescale(at::Tensor& pixels);
/// d/d rescaled becomes d/d pixels, through the extremes too: pixels that share one share its gradient.
at::Tensor rescale_gradient(const at::Tensor& pixels, const at::Tensor& slope);

}  // namespace vantage::zoo
