// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/similarity_matrix.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <limits>

#include "core/analysis/clustering.hpp"
#include "core/error.hpp"

namespace vantage::core {

constexpr double kNone = std::numeric_limits<double>::quiet_NaN();

Eigen::MatrixXd similarity_matrix(const std::vector<const Map*>& maps, const Compare& compare,
                                  bool symmetric) {
  const auto n = static_cast<Eigen::Index>(maps.size());
  Eigen::MatrixXd scores = Eigen::MatrixXd::Constant(n, n, kNone);
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = symmetric ? i : 0; j < n; ++j) {
      const Map *a = maps[static_cast<size_t>(i)], *b = maps[static_cast<size_t>(j)];
      if (!a || !b) continue;
      scores(i, j) = compare(*a, *b);
      if (symmetric) scores(j, i) = scores(i, j);
    }
  }
  return scores;
}

void MeanMatrix::add(const Eigen::Ref<const Eigen::MatrixXd>& scores) {
  if (sum_.size() == 0) {
    sum_ = Eigen::MatrixXd::Zero(scores.rows(), scores.cols());
    images_ = Eigen::MatrixXi::Zero(scores.rows(), scores.cols());
  }
  if (scores.rows() != sum_.rows() || scores.cols() != sum_.cols())
    throw Error(fmt::format("a similarity matrix of {} x {} cannot be averaged with those of {} x {}",
                            scores.rows(), scores.cols(), sum_.rows(), sum_.cols()));
  for (Eigen::Index j = 0; j < scores.cols(); ++j) {
    for (Eigen::Index i = 0; i < scores.rows(); ++i) {
      if (!std::isfinite(scores(i, j))) continue;
      sum_(i, j) += scores(i, j);
      ++images_(i, j);
    }
  }
}

Eigen::MatrixXd MeanMatrix::mean() const {
  return (images_.array() > 0).select(sum_.array() / images_.cast<double>().array(), kNone);
}

Eigen::MatrixXd score_distances(const Eigen::Ref<const Eigen::MatrixXd>& scores, double best, double worst) {
  if (scores.rows() != scores.cols())
    throw Error(fmt::format("a matrix of {} x {} holds no scores of pairs: it must be square", scores.rows(),
                            scores.cols()));
  if (!std::isfinite(best) || std::isnan(worst) || best == worst)
    throw Error(fmt::format("a measure cannot have {} as its best score and {} as its worst", best, worst));
  const double scale = std::isfinite(worst) ? std::abs(worst - best) : 1;
  const Eigen::Index n = scores.rows();
  Eigen::MatrixXd distances = Eigen::MatrixXd::Zero(n, n);
  double farthest = 0;
  for (Eigen::Index i = 0; i < n; ++i) {
    for (Eigen::Index j = 0; j < i; ++j) {
      const double d = (std::abs(scores(i, j) - best) + std::abs(scores(j, i) - best)) / 2 / scale;
      distances(i, j) = distances(j, i) = d;
      if (std::isfinite(d)) farthest = std::max(farthest, d);
    }
  }
  return distances.unaryExpr([&](double d) { return std::isfinite(d) ? d : farthest; });
}

std::vector<int> model_order(const Eigen::Ref<const Eigen::MatrixXd>& scores, double best, double worst) {
  return cluster(score_distances(scores, best, worst)).order;
}

}  // namespace vantage::core
