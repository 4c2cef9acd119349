// SPDX-License-Identifier: Apache-2.0
// What a mask costs beside the score: how much it hides, and how rough it is (Fong and Vedaldi 2017, eq. 5).
#pragma once
#include <cmath>

#include <Eigen/Core>

namespace vantage::perturbation {

using Mask = Eigen::Array<float, Eigen::Dynamic, Eigen::Dynamic, Eigen::RowMajor>;

struct MaskPenalty {
  double l1;    ///< of one cell that is hidden
  double tv;    ///< of one edge of height 1
  double beta;  ///< power of the edges

  ///   l1 * sum |1 - m| + tv * sum (dx^2 + dy^2 + tiny)^(beta / 2),
  /// the second sum over cells that have a neighbour below and one to the right. Adds the gradient to `g`.
  double operator()(const Mask& m, Mask& g) const {
    constexpr double tiny = 1e-12;
    double cost = l1 * (1 - m).abs().cast<double>().sum();
    g += static_cast<float>(l1) * (m - 1).sign();
    for (Eigen::Index y = 0; y + 1 < m.rows(); ++y)
      for (Eigen::Index x = 0; x + 1 < m.cols(); ++x) {
        const double dy = double(m(y, x)) - m(y + 1, x), dx = double(m(y, x)) - m(y, x + 1);
        const double square = dx * dx + dy * dy + tiny;
        cost += tv * std::pow(square, beta / 2);
        const double slope = tv * beta * std::pow(square, beta / 2 - 1);
        g(y, x) += static_cast<float>(slope * (dx + dy));
        g(y + 1, x) -= static_cast<float>(slope * dy);
        g(y, x + 1) -= static_cast<float>(slope * dx);
      }
    return cost;
  }
};

}  // namespace vantage::perturbation
