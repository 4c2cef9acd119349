// SPDX-License-Identifier: MIT
// vantage/resize.hpp - maps at another size. Resizing is linear: a matrix for the rows, one for the columns.
#pragma once
#include "vantage/eigen.hpp"
#include "vantage/resize_axis.hpp"

namespace vantage::eigen {

/// How much each of n numbers on a line counts at each of `size` places, size x n; mode: VTG_UP_..., see
/// ResizeAxis.
inline RowMajor resize_matrix(int32_t mode, int64_t n, int64_t size) {
  const ResizeAxis axis(mode, n, size);
  RowMajor m = RowMajor::Zero(size, n);
  for (size_t i = 0; i < axis.index.size(); ++i)
    m(static_cast<int64_t>(i) / axis.taps, axis.index[i]) += axis.weight[i];
  return m;
}

/// h x w -> height x width.
inline RowMajor resized(const Eigen::Ref<const RowMajor>& map, int64_t height, int64_t width,
                        int32_t mode = VTG_UP_BILINEAR) {
  return resize_matrix(mode, map.rows(), height) * map * resize_matrix(mode, map.cols(), width).transpose();
}

}  // namespace vantage::eigen
