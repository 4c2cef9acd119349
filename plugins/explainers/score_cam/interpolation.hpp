// SPDX-License-Identifier: Apache-2.0
// Scores that were not computed, from those that were. A channel's score depends on its mask and nothing
// else, and masks that are alike have scores that are alike: so the scores of an eighth of the channels,
// well chosen, tell the others' (kriging; Rasmussen and Williams, Gaussian Processes for Machine Learning,
// 2006, eq. 2.23 and 4.17).
#pragma once
#include <cmath>
#include <vector>

#include "vantage/eigen.hpp"

namespace vantage::score_cam {

class Interpolation {
 public:
  /// masks: n rows in [0,1]. worth: n positive numbers, what an error of a channel's score costs in the
  /// map. count: 1 to n.
  /// Chooses `count` masks, each time the one with the greatest worth times standard deviation given those
  /// before it: a Cholesky factorisation with pivots so chosen.
  Interpolation(const eigen::RowMajor& masks, Eigen::VectorXd worth, int64_t count)
      : factor_(Eigen::MatrixXd::Zero(masks.rows(), count)) {
    const Eigen::VectorXd lengths = masks.rowwise().squaredNorm().cast<double>();
    const double spread = 2 * (lengths.mean() - masks.colwise().mean().squaredNorm());
    const double scale = 1 / std::max(spread, 1e-12);
    Eigen::VectorXd variance = Eigen::VectorXd::Ones(masks.rows());
    for (int64_t j = 0; j < count; ++j) {
      Eigen::Index pivot = 0;
      (worth.array() * variance.array().sqrt()).maxCoeff(&pivot);
      chosen_.push_back(pivot);
      const Eigen::VectorXd squared = (lengths.array() + lengths[pivot]).matrix() -
                                      2 * (masks * masks.row(pivot).transpose()).cast<double>();
      const double root = std::sqrt(variance[pivot] + kNoise);
      factor_.col(j) = (squared.unaryExpr([&](double d) { return covariance(d * scale); }) -
                        factor_.leftCols(j) * factor_.row(pivot).head(j).transpose()) /
                       root;
      variance = (variance - factor_.col(j).cwiseAbs2()).cwiseMax(1e-12);
      factor_(pivot, j) = root;
      worth[pivot] = -1;  // not again
    }
  }
  /// The masks to be scored, count of them.
  const std::vector<Eigen::Index>& chosen() const { return chosen_; }

  /// values: of the chosen masks, in their order. Returns those of all n; the chosen keep theirs.
  Eigen::VectorXd all(const Eigen::VectorXd& values) const {
    const double mean = values.mean();
    Eigen::VectorXd x = values.array() - mean;
    for (Eigen::Index j = 0; j < x.size(); ++j) {  // forward substitution
      const auto row = factor_.row(chosen_[static_cast<size_t>(j)]);
      x[j] = (x[j] - row.head(j).dot(x.head(j))) / row[j];
    }
    Eigen::VectorXd y = (factor_ * x).array() + mean;
    for (Eigen::Index j = 0; j < x.size(); ++j) y[chosen_[static_cast<size_t>(j)]] = values[j];
    return y;
  }

 private:
  static constexpr double kNoise = 1e-2;  // of the variance; scores are not quite smooth
  // Matern 3/2, its length three times the root mean square distance of two masks.
  static double covariance(double squared) {
    const double d = std::sqrt(3 * std::max(0.0, squared)) / 3;
    return (1 + d) * std::exp(-d);
  }
  Eigen::MatrixXd factor_;  // n x count; the chosen rows are the triangular factor of their covariance
  std::vector<Eigen::Index> chosen_;
};

}  // namespace vantage::score_cam
