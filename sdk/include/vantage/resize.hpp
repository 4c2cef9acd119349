// SPDX-License-Identifier: MIT
// vantage/resize.hpp - maps at another size. Resizing is linear: a matrix for the rows, one for the columns.
#pragma once
#include <algorithm>

#include "vantage/eigen.hpp"

namespace vantage::eigen {

/// How much each of n numbers on a line counts at each of `size` places, size x n. mode, as
/// torch.nn.functional.interpolate has them: VTG_UP_NEAREST; VTG_UP_BILINEAR, pixels' centres at half numbers
/// and the ends repeated; VTG_UP_BILINEAR_ALIGNED, the ends on the ends. Throws for any other.
inline RowMajor resize_matrix(int32_t mode, int64_t n, int64_t size) {
  if (mode != VTG_UP_NEAREST && mode != VTG_UP_BILINEAR && mode != VTG_UP_BILINEAR_ALIGNED)
    throw Error(VTG_UNSUPPORTED, "maps are resized by nearest neighbour or bilinearly");
  RowMajor m = RowMajor::Zero(size, n);
  for (int64_t i = 0; i < size; ++i) {
    if (mode == VTG_UP_NEAREST) {
      m(i, i * n / size) = 1;
      continue;
    }
    const double at = mode == VTG_UP_BILINEAR_ALIGNED
                          ? (size > 1 ? double(i) * double(n - 1) / double(size - 1) : 0.0)
                          : std::max(0.0, (double(i) + 0.5) * double(n) / double(size) - 0.5);
    const int64_t low = std::min(static_cast<int64_t>(at), n - 1), high = std::min(low + 1, n - 1);
    m(i, low) += static_cast<float>(1 - (at - double(low)));
    m(i, high) += static_cast<float>(at - double(low));
  }
  return m;
}

/// h x w -> height x width.
inline RowMajor resized(const Eigen::Ref<const RowMajor>& map, int64_t height, int64_t width,
                        int32_t mode = VTG_UP_BILINEAR) {
  return resize_matrix(mode, map.rows(), height) * map * resize_matrix(mode, map.cols(), width).transpose();
}

}  // namespace vantage::eigen
