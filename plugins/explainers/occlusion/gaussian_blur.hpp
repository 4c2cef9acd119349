// SPDX-License-Identifier: Apache-2.0
// Gaussian blur of one plane, in both directions one after the other.
#pragma once
#include <Eigen/Core>
#include <cmath>
#include <cstdint>

namespace vantage::perturbation {

/// in, out: height x width, may be one and the same. sigma: standard deviation in pixels, 0 copies. The
/// kernel reaches three sigma to either side; the plane goes on beyond its borders as in a mirror whose edge
/// is the outermost pixel.
inline void gaussian_blur(const float* in, float* out, int64_t height, int64_t width, double sigma) {
  using Plane = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;
  const auto radius = static_cast<int64_t>(std::lround(3 * sigma));
  Eigen::ArrayXf kernel(2 * radius + 1);
  for (int64_t i = -radius; i <= radius; ++i)
    kernel[i + radius] =
        radius ? static_cast<float>(std::exp(-0.5 * static_cast<double>(i * i) / (sigma * sigma))) : 1;
  kernel /= kernel.sum();
  const auto mirrored = [](int64_t i, int64_t n) {
    const int64_t period = std::max<int64_t>(1, 2 * (n - 1)), r = (i % period + period) % period;
    return std::min(r, period - r) % n;
  };
  // Down the columns, turned, and once more: whole rows at a time both times.
  Plane now = Eigen::Map<const Plane>(in, height, width);
  for (int pass = 0; pass < 2; ++pass) {
    Plane blurred = Plane::Zero(now.rows(), now.cols());
    for (int64_t y = 0; y < now.rows(); ++y)
      for (int64_t i = -radius; i <= radius; ++i)
        blurred.row(y) += kernel[i + radius] * now.row(mirrored(y + i, now.rows()));
    now = blurred.transpose();
  }
  Eigen::Map<Plane>(out, height, width) = now;
}

}  // namespace vantage::perturbation
