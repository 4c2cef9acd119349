// SPDX-License-Identifier: Apache-2.0
// Kernel PCA of the positions of a layer: the first component (Schoelkopf et al., Nonlinear Component
// Analysis as a Kernel Eigenvalue Problem, Neural Computation 1998).
#pragma once
#include "plugins/explainers/eigen_cam/principal.hpp"

namespace vantage::principal {

enum class Kernel { sigmoid, rbf, linear };

/// sigmoid: tanh(gamma <x,y> + offset); rbf: exp(-gamma |x-y|^2); linear: <x,y>.
struct KernelChoice {
  Kernel kernel;
  double gamma, offset;
};

/// values: K x Z. Returns the Z x Z kernel of its positions; row after row, for it may take a while.
template <class StillWanted>
Eigen::MatrixXd kernel_matrix(const Eigen::MatrixXd& values, const KernelChoice& c,
                              StillWanted&& still_wanted) {
  constexpr Eigen::Index kRows = 128;
  const Eigen::Index n = values.cols();
  const Eigen::RowVectorXd squared = values.colwise().squaredNorm();
  Eigen::MatrixXd k(n, n);  // symmetric: its columns are its rows
  for (Eigen::Index first = 0; first < n; first += kRows) {
    still_wanted();
    const Eigen::Index rows = std::min(kRows, n - first);
    auto block = k.middleCols(first, rows);
    block.noalias() = values.transpose() * values.middleCols(first, rows);
    if (c.kernel == Kernel::sigmoid) block = (c.gamma * block.array() + c.offset).tanh();
    if (c.kernel == Kernel::rbf)
      for (Eigen::Index j = 0; j < rows; ++j)
        block.col(j) =
            (c.gamma * (2 * block.col(j).array() - squared.transpose().array() - squared[first + j])).exp();
  }
  return k;
}

/// The first component of a kernel centred in its feature space, times the root of its eigenvalue: what the
/// positions' coordinates along it are. A sigmoid has negative eigenvalues too; the largest counts.
template <class StillWanted>
Eigen::VectorXd kernel_projection(const Eigen::MatrixXd& kernel, StillWanted&& still_wanted) {
  const auto centred = [](Eigen::VectorXd v) {
    v.array() -= v.mean();
    return v;
  };
  const auto first = largest(
      kernel.rows(), [&](const Eigen::VectorXd& v) { return centred(kernel * centred(v)); }, still_wanted);
  return std::sqrt(std::max(0.0, first.value)) * first.vector;
}

}  // namespace vantage::principal
