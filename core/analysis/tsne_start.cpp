// SPDX-License-Identifier: Apache-2.0
#include <Eigen/Eigenvalues>
#include <Eigen/QR>
#include <algorithm>
#include <cmath>
#include <opencv2/core/utility.hpp>
#include <random>

#include "core/analysis/tsne_parts.hpp"

namespace vantage::core::tsne_parts {
namespace {

// B x with B = -1/2 J D^2 J, where J takes out the mean. B itself is never made.
Eigen::MatrixXd times_scalar_products(const Distances& distances, Eigen::MatrixXd x) {
  x.rowwise() -= x.colwise().mean().eval();
  Eigen::MatrixXd product(x.rows(), x.cols());
  cv::parallel_for_(cv::Range(0, static_cast<int>(x.rows())), [&](const cv::Range& range) {
    for (int i = range.start; i < range.end; ++i)
      product.row(i) = distances.col(i).cwiseAbs2().transpose() * x * -0.5;
  });
  product.rowwise() -= product.colwise().mean().eval();
  return product;
}

}  // namespace

Eigen::MatrixX2d classical_scaling(const Distances& distances) {
  // Subspace iteration (Halko, Martinsson and Tropp 2011, algorithm 4.4). Eight columns, because distances
  // that are not Euclidean have negative eigenvalues too, which may be larger than the two that are wanted.
  constexpr Eigen::Index kColumns = 8;
  constexpr int kIterations = 12;
  constexpr double kNothing = 1e-9;  // of the largest eigenvalue
  const Eigen::Index n = distances.cols(), columns = std::min(kColumns, n);
  std::mt19937_64 random;
  std::normal_distribution<double> normal;
  Eigen::MatrixXd basis = Eigen::MatrixXd::NullaryExpr(n, columns, [&] { return normal(random); });
  for (int i = 0; i < kIterations; ++i) {
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(times_scalar_products(distances, basis));
    basis = qr.householderQ() * Eigen::MatrixXd::Identity(n, columns);
  }
  const Eigen::MatrixXd small = basis.transpose() * times_scalar_products(distances, basis);
  const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver((small + small.transpose()) / 2);
  const Eigen::VectorXd& values = solver.eigenvalues();  // growing
  Eigen::MatrixX2d points = Eigen::MatrixX2d::Zero(n, 2);
  for (Eigen::Index axis = 0; axis < std::min<Eigen::Index>(2, columns); ++axis) {
    const Eigen::Index k = columns - 1 - axis;
    if (values[k] > kNothing * values.cwiseAbs().maxCoeff())
      points.col(axis) = basis * solver.eigenvectors().col(k) * std::sqrt(values[k]);
  }
  return points;
}

}  // namespace vantage::core::tsne_parts
