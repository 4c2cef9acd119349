// SPDX-License-Identifier: Apache-2.0
// t-SNE of a thousand points: how good and how fast.
#include "core/analysis/tsne.hpp"

#include <fmt/format.h>

#include <Eigen/Core>
#include <cmath>

#include "core/analysis/class_distance.hpp"
#include "tools/bench/bench.hpp"
#include "tools/bench/measure.hpp"

namespace vantage::bench {
namespace {

constexpr int kPoints = 1000;

// In [0,1), by a formula that is as short in NumPy.
double hashed(int i, int k) {
  const double s = std::sin(12.9898 * i + 78.233 * k) * 43758.5453;
  return s - std::floor(s);
}

// Twenty clouds in 50 dimensions: coordinate k of point i is hashed(i % 20, k) + hashed(i + 100, k).
Eigen::MatrixXd mixture() {
  constexpr int kDimensions = 50, kClouds = 20;
  Eigen::MatrixXd x(kDimensions, kPoints), d(kPoints, kPoints);
  for (int i = 0; i < kPoints; ++i)
    for (int k = 0; k < kDimensions; ++k) x(k, i) = hashed(i % kClouds, k) + hashed(i + 100, k);
  for (int i = 0; i < kPoints; ++i) d.col(i) = (x.colwise() - x.col(i)).colwise().norm();
  return d;
}

// Algorithm 1 on a made-up network, one image a class: it gives the label 0.4 to 0.95 and the rest mostly to
// the other nine classes of its ten, then to the hundred around.
Eigen::MatrixXd class_distances() {
  core::ConfidenceSums sums(kPoints);
  for (int a = 0; a < kPoints; ++a) {
    std::vector<double> p(kPoints);
    double sum = 0;
    for (int b = 0; b < kPoints; ++b) {
      const double near = a / 10 == b / 10 ? 20 : a / 100 == b / 100 ? 1 : 0.02;
      p[static_cast<size_t>(b)] = a == b ? 0 : near * std::pow(hashed(a, b), 8);
      sum += p[static_cast<size_t>(b)];
    }
    const double label = 0.4 + 0.55 * hashed(a, kPoints);
    for (double& x : p) x *= (1 - label) / sum;
    p[static_cast<size_t>(a)] = label;
    sums.add(a, std::span<const double>(p));
  }
  return core::class_distances(sums, sums.seen());
}

}  // namespace

void tsne(int rounds) {
  // The best of TSNE(metric="precomputed", method="exact"), scikit-learn 1.2.1, over four starts: classical
  // scaling, and at random with seeds 0 to 2.
  const struct {
    const char* name;
    Eigen::MatrixXd distances;
    double peer;
  } rows[] = {{"mixture", mixture(), 0.51803}, {"class distances", class_distances(), 2.38543}};
  fmt::print(
      "\n## t-SNE, {} points, perplexity 30, 1,000 iterations\n\n"
      "| distances | KL | scikit-learn's | best, s | median, s |\n|---|---|---|---|---|\n",
      kPoints);
  for (const auto& row : rows) {
    double kl = 0;
    const auto series = in_turns({[&] { kl = core::tsne(row.distances).kl; }}, rounds)[0];
    fmt::print("| {} | {:.4f} | {:.4f} | {:.2f} | {:.2f} |\n", row.name, kl, row.peer, series.best(),
               series.median());
    std::fflush(stdout);
  }
}

}  // namespace vantage::bench
