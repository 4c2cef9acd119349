// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/tsne.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "core/analysis/tsne_parts.hpp"
#include "core/error.hpp"

namespace vantage::core {
namespace {

using tsne_parts::Distances;
using tsne_parts::Points;

constexpr double kStart = 1e-4;  // standard deviation; at first all points are near each other

Points start(const Distances& distances, const TsneOptions& options) {
  const Eigen::Index n = distances.cols();
  Eigen::MatrixX2d points = Eigen::MatrixX2d::Zero(n, 2);
  if (options.start == TsneStart::classical_scaling) points = tsne_parts::classical_scaling(distances);
  if (const double norm = points.col(0).norm(); norm > 0)
    points *= kStart * std::sqrt(static_cast<double>(n)) / norm;
  std::mt19937_64 random(options.seed);
  std::normal_distribution<double> normal(0, kStart);
  for (Eigen::Index axis = 0; axis < 2; ++axis)
    if (points.col(axis).isZero(0))
      for (double& x : points.col(axis)) x = normal(random);
  points.rowwise() -= points.colwise().mean().eval();
  return points.cast<float>();
}

// Gradient descent with momentum, a gain for each coordinate (Jacobs 1988) and early exaggeration, as in the
// paper's section 3.4. What it does not have is explained where it comes.
void descend(const Eigen::MatrixXf& p, const TsneOptions& options, Points& y) {
  constexpr float kExaggeration = 12, kCollapsed = 1e-4f * kStart;
  const auto n = static_cast<float>(p.cols());
  // Exaggerated attraction bends the divergence by 48 / n where a point has the usual share of p, 1 / n; with
  // a momentum of 0.5 steps diverge from a rate of n / 16 on. A point that is a neighbour of many has more of
  // p, and a smaller rate.
  const Eigen::ArrayXf share = n * p.colwise().sum().transpose().array();
  const Points rate = (n / 24 / share.max(1.0f)).replicate(1, 2);
  int exaggerated = std::min(150, options.iterations / 4);
  Points gradient(p.cols(), 2), velocity = Points::Zero(p.cols(), 2), gain = Points::Ones(p.cols(), 2);
  for (int i = 0; i < options.iterations; ++i) {
    if (options.progress) options.progress(i);
    const bool early = i < exaggerated;
    tsne_parts::gradient(p, y, early ? kExaggeration : 1.0f, gradient);
    gain = (gradient * velocity < 0).select(gain + 0.2f, (gain * 0.8f).max(0.01f));
    velocity = (early ? 0.5f : 0.8f) * velocity - rate * gain * gradient;
    y += velocity;
    y.rowwise() -= y.colwise().mean().eval();  // gains make it drift
    // Where nothing is clustered enough to stand exaggeration, everything falls into one point.
    if (early && y.abs().maxCoeff() < kCollapsed) exaggerated = i;
  }
}

void check(const Distances& d, const TsneOptions& options) {
  if (d.rows() != d.cols())
    throw Error(
        fmt::format("a matrix of {} x {} is no distance matrix: it must be square", d.rows(), d.cols()));
  if (d.rows() > kTsneLimit)
    throw Error(
        fmt::format("t-SNE of {} points would take too long: choose at most {}", d.rows(), kTsneLimit));
  if (!(options.perplexity >= 1) || std::isinf(options.perplexity))
    throw Error(fmt::format("a perplexity of {} makes no sense: it must be 1 or more", options.perplexity));
  if (options.iterations < 0)
    throw Error(fmt::format("{} iterations make no sense: choose 0 or more", options.iterations));
  for (Eigen::Index j = 0; j < d.cols(); ++j)
    for (Eigen::Index i = 0; i < d.rows(); ++i)
      if (!std::isfinite(d(i, j)) || d(i, j) < 0)
        throw Error(fmt::format("the distance at row {}, column {} is {}: it must be a number of 0 or more",
                                i, j, d(i, j)));
  const double rounding = d.size() ? 1e-9 * d.maxCoeff() : 0;
  for (Eigen::Index j = 0; j < d.cols(); ++j) {
    if (d(j, j) > rounding)
      throw Error(fmt::format("the distance at row {}, column {} is {}: on the diagonal it must be 0", j, j,
                              d(j, j)));
    for (Eigen::Index i = 0; i < j; ++i)
      if (std::abs(d(i, j) - d(j, i)) > rounding)
        throw Error(
            fmt::format("the distance at row {}, column {} is {}, but {} the other way: it must be "
                        "the same",
                        i, j, d(i, j), d(j, i)));
  }
}

}  // namespace

Layout tsne(const Eigen::Ref<const Eigen::MatrixXd>& distances, const TsneOptions& options) {
  check(distances, options);
  const Eigen::Index n = distances.cols();
  Layout layout;
  layout.seed = options.seed;
  Eigen::MatrixX2d points(n, 2);
  if (n >= 4) {
    layout.perplexity = std::min(options.perplexity, static_cast<double>(n - 1) / 3);
    const Eigen::MatrixXf p = tsne_parts::affinities(distances, layout.perplexity);
    Points y = start(distances, options);
    descend(p, options, y);
    layout.kl = tsne_parts::divergence(p, y);
    points = y.cast<double>();
  } else if (n > 0) {
    points = tsne_parts::classical_scaling(distances) * tsne_parts::largest_of(distances);
  }
  for (Eigen::Index i = 0; i < n; ++i) layout.points.emplace_back(points.row(i));
  return layout;
}

}  // namespace vantage::core
