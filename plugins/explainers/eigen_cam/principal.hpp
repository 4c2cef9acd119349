// SPDX-License-Identifier: Apache-2.0
// The eigenvector of the largest eigenvalue of a symmetric operator that is only ever applied: a map needs no
// singular value decomposition, and X X^T need not be formed.
#pragma once
#include <Eigen/Eigenvalues>

#include "vantage/random.hpp"

namespace vantage::principal {

struct Component {
  double value = 0;        ///< the eigenvalue
  Eigen::VectorXd vector;  ///< of length 1, its sign arbitrary; zeros where the operator is zero
};

/// Lanczos's iteration with full reorthogonalisation (Golub and Van Loan, Matrix Computations, ch. 10), in
/// double precision: exact after n steps, and bounded, for beyond kMost steps two eigenvalues are so close
/// that either vector does. apply(v) returns the operator's n numbers; still_wanted() throws to end it early.
template <class Apply, class StillWanted>
Component largest(Eigen::Index n, Apply&& apply, StillWanted&& still_wanted) {
  constexpr Eigen::Index kMost = 300, kCheck = 10;
  constexpr double kTolerance = 1e-10;
  const Eigen::Index most = std::min(n, kMost);
  Eigen::MatrixXd basis(n, most);
  Eigen::VectorXd diagonal(most), beside(most);
  // A fixed start: what it misses of the answer is nothing, almost surely, and the same in every run.
  Random random(1);
  for (Eigen::Index i = 0; i < n; ++i) basis(i, 0) = random.normal();
  basis.col(0).normalize();

  Component found;
  double scale = 0;
  for (Eigen::Index j = 0; j < most; ++j) {
    Eigen::VectorXd next = apply(Eigen::VectorXd(basis.col(j)));
    diagonal[j] = basis.col(j).dot(next);
    const auto known = basis.leftCols(j + 1);
    for (int twice = 0; twice < 2; ++twice) next -= known * (known.transpose() * next).eval();
    beside[j] = next.norm();
    scale = std::max({scale, std::abs(diagonal[j]), beside[j]});
    const bool last = j + 1 == most || beside[j] <= 1e-14 * scale;
    if (last || (j + 1) % kCheck == 0) {
      still_wanted();
      Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> small;
      small.computeFromTridiagonal(diagonal.head(j + 1), beside.head(j));
      const Eigen::VectorXd ritz = small.eigenvectors().col(j);  // eigenvalues ascend
      found.value = small.eigenvalues()[j];
      if (last || beside[j] * std::abs(ritz[j]) <= kTolerance * std::abs(found.value)) {
        found.vector = known * ritz;
        break;
      }
    }
    basis.col(j + 1) = next / beside[j];
  }
  if (scale == 0) found.vector.setZero();
  return found;
}

/// The projection of the Z positions of K x Z values on their first right singular vector: X v1, X being
/// Z x K, its columns centred where asked. The iteration runs on the smaller side of X.
template <class StillWanted>
Eigen::VectorXd projection(Eigen::MatrixXd values, bool centred, StillWanted&& still_wanted) {
  if (centred) values.colwise() -= values.rowwise().mean().eval();
  const auto& x = values;
  if (x.cols() > x.rows()) {
    const auto v = largest(
        x.rows(), [&](const Eigen::VectorXd& u) { return Eigen::VectorXd(x * (x.transpose() * u)); },
        still_wanted);
    return x.transpose() * v.vector;
  }
  const auto u = largest(
      x.cols(), [&](const Eigen::VectorXd& v) { return Eigen::VectorXd(x.transpose() * (x * v)); },
      still_wanted);
  return std::sqrt(std::max(0.0, u.value)) * u.vector;
}

}  // namespace vantage::principal
