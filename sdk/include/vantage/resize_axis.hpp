// SPDX-License-Identifier: MIT
// vantage/resize_axis.hpp - the weights by which maps and masks change their size, one axis at a time. The
// numbers are those of torch.nn.functional.interpolate.
#pragma once
#include <algorithm>
#include <cmath>
#include <string>
#include <vector>

#include "vantage/core.hpp"

namespace vantage {

/// Resizing along one axis: every output position is a weighted sum of `taps` input positions. Half-pixel
/// centres for VTG_UP_BILINEAR and VTG_UP_BICUBIC (Keys, a = -0.75, edge pixels repeated), corner pixels on
/// corners for VTG_UP_BILINEAR_ALIGNED, floor(i * in / out) for VTG_UP_NEAREST. No antialiasing where it
/// shrinks.
struct ResizeAxis {
  /// mode: VTG_UP_...; in and out at least 1. Throws vantage::Error for an unknown mode.
  ResizeAxis(int32_t mode, int64_t in, int64_t out);
  int64_t in, out, taps;
  std::vector<int64_t> index;  ///< out x taps
  std::vector<float> weight;   ///< out x taps
};

namespace detail {
// Keys, Cubic Convolution Interpolation, IEEE TASSP 1981, with PyTorch's and OpenCV's a.
inline double keys(double distance) {
  constexpr double a = -0.75;
  const double x = std::abs(distance);
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
}
}  // namespace detail

inline ResizeAxis::ResizeAxis(int32_t mode, int64_t from, int64_t to)
    : in(from),
      out(to),
      taps(mode == VTG_UP_NEAREST   ? 1
           : mode == VTG_UP_BICUBIC ? 4
                                    : 2) {
  if (mode < VTG_UP_BILINEAR || mode > VTG_UP_BICUBIC)
    throw Error(VTG_UNSUPPORTED, "there is no upsampling mode " + std::to_string(mode));
  const auto put = [&](int64_t i, double w) {
    index.push_back(std::clamp<int64_t>(i, 0, in - 1));
    weight.push_back(static_cast<float>(w));
  };
  const double half_pixel = static_cast<double>(in) / static_cast<double>(out);
  const double corners = out > 1 ? static_cast<double>(in - 1) / static_cast<double>(out - 1) : 0;
  for (int64_t i = 0; i < out; ++i) {
    if (mode == VTG_UP_NEAREST) {
      put(i * in / out, 1);
      continue;
    }
    double x = (static_cast<double>(i) + 0.5) * half_pixel - 0.5;
    if (mode == VTG_UP_BILINEAR) x = std::max(x, 0.0);
    if (mode == VTG_UP_BILINEAR_ALIGNED) x = static_cast<double>(i) * corners;
    const auto left = static_cast<int64_t>(std::floor(x));
    const double t = x - static_cast<double>(left);
    if (mode == VTG_UP_BICUBIC) {
      for (int64_t k = -1; k <= 2; ++k) put(left + k, detail::keys(t - static_cast<double>(k)));
    } else {
      put(left, 1 - t);
      put(left + 1, t);
    }
  }
}

}  // namespace vantage
