// SPDX-License-Identifier: Apache-2.0
// An image blurred beyond recognition, as Group-CAM's authors do it: a Gaussian of sigma 50 cut off at 51
// pixels, borders mirrored. So wide a Gaussian is nearly a box there.
#pragma once
#include "vantage/eigen.hpp"

namespace vantage::score_cam {

/// Blur along an axis of n pixels as an n x n matrix; rows add up to one.
inline eigen::RowMajor blur_matrix(int64_t n, int64_t kernel, double sigma) {
  const int64_t radius = kernel / 2, period = std::max<int64_t>(1, 2 * (n - 1));
  eigen::RowMajor b = eigen::RowMajor::Zero(n, n);
  for (int64_t i = 0; i < n; ++i) {
    for (int64_t d = -radius; d <= radius; ++d) {
      const int64_t wrapped = ((i + d) % period + period) % period;
      b(i, std::min(wrapped, period - wrapped) % n) +=
          static_cast<float>(std::exp(-0.5 * double(d * d) / (sigma * sigma)));
    }
    b.row(i) /= b.row(i).sum();
  }
  return b;
}

/// image: 1 x C x H x W; returns the same shape.
inline Tensor blurred(const Host& host, View image, int64_t kernel = 51, double sigma = 50) {
  Tensor out = host.zeros({1, image.size(1), image.size(2), image.size(3)});
  const auto down = blur_matrix(image.size(2), kernel, sigma),
             across = blur_matrix(image.size(3), kernel, sigma);
  for (int64_t c = 0; c < image.size(1); ++c) {
    const auto plane = [&](const float* at) { return at + c * image.count(2); };
    Eigen::Map<eigen::RowMajor>(out.data() + c * image.count(2), image.size(2), image.size(3)) =
        down * Eigen::Map<const eigen::RowMajor>(plane(image.data()), image.size(2), image.size(3)) *
        across.transpose();
  }
  return out;
}

}  // namespace vantage::score_cam
