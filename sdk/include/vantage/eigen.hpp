// SPDX-License-Identifier: MIT
// vantage/eigen.hpp - Eigen views of tensors: no copy, no ABI (Eigen is header-only).
#pragma once
#include <Eigen/Core>

#include "vantage/explainer.hpp"

namespace vantage::eigen {

using RowMajor = Eigen::Matrix<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

/// Sample n of an N x K x h x w tensor, as K rows of h*w pixels.
inline Eigen::Map<const RowMajor> channels(View v, int64_t n) {
  return {v.sample(n), v.size(1), v.count(2)};
}
/// Map n of an N x h x w tensor, as one row.
inline Eigen::Map<Eigen::RowVectorXf> pixels(Tensor& t, int64_t n) {
  return {t.sample(n), t.view().count(1)};
}

}  // namespace vantage::eigen
