// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <limits>
#include <opencv2/core/utility.hpp>

#include "core/analysis/tsne_parts.hpp"

namespace vantage::core::tsne_parts {
namespace {

// exp(-beta d), normalised, with the beta that makes its entropy `entropy`: Newton's method, which halves or
// doubles where it would leave the bracket. d: squared distances, the least of them 0.
Eigen::ArrayXd conditional(const Eigen::ArrayXd& d, double entropy) {
  constexpr int kSteps = 100;
  constexpr double kTolerance = 1e-9;
  double low = 0, high = std::numeric_limits<double>::infinity();
  double beta = 1 / std::max(d.mean(), std::numeric_limits<double>::epsilon());
  Eigen::ArrayXd p;
  for (int step = 0; step < kSteps; ++step) {
    p = (-beta * d).exp();
    const double sum = p.sum(), mean = (p * d).sum() / sum;
    const double variance = (p * (d - mean).square()).sum() / sum;
    p /= sum;
    const double excess = std::log(sum) + beta * mean - entropy;
    if (std::abs(excess) < kTolerance) break;
    (excess > 0 ? low : high) = beta;
    beta += excess / (beta * variance);
    if (!(beta > low && beta < high)) beta = std::isinf(high) ? 2 * low : (low + high) / 2;
  }
  return p;
}

}  // namespace

Eigen::MatrixXf affinities(const Distances& distances, double perplexity) {
  const Eigen::Index n = distances.cols(), rows = (n + kLanes - 1) / kLanes * kLanes;
  const double largest = distances.maxCoeff(), unit = largest > 0 ? 1 / largest : 1;
  Eigen::MatrixXf p = Eigen::MatrixXf::Zero(rows, n);
  cv::parallel_for_(cv::Range(0, static_cast<int>(n)), [&](const cv::Range& range) {
    Eigen::ArrayXd others(n - 1);
    for (Eigen::Index i = range.start; i < range.end; ++i) {
      const Eigen::Index after = n - 1 - i;
      others << distances.col(i).head(i).array(), distances.col(i).tail(after).array();
      others = (others * unit).square();
      others -= others.minCoeff();
      const Eigen::VectorXf column = conditional(others, std::log(perplexity)).cast<float>();
      p.col(i).head(i) = column.head(i);
      p.col(i).segment(i + 1, after) = column.tail(after);
    }
  });
  // Smaller ones change nothing, but arithmetic on what underflows is slow.
  constexpr float kLeast = 1e-20f;
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < i; ++j) {
      const float joint = (p(i, j) + p(j, i)) / (2 * static_cast<float>(n));
      p(i, j) = p(j, i) = joint < kLeast ? 0 : joint;
    }
  }
  return p;
}

}  // namespace vantage::core::tsne_parts
