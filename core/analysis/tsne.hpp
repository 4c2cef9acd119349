// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <cstdint>
#include <functional>
#include <vector>

namespace vantage::core {

// Where the points begin: at the classical scaling of the distances (what PCA is to coordinates), which keeps
// the large structure and leaves the seed no say; or at random, to see what stays from seed to seed.
enum class TsneStart { classical_scaling, random };

struct TsneOptions {
  double perplexity = 30;  // about how many neighbours count, at least 1; lowered to (N - 1) / 3 for small N
  uint64_t seed = 0;       // of a random start, which an axis that the distances do not have falls back to
  int iterations = 1000;
  TsneStart start = TsneStart::classical_scaling;
  // Called before each iteration with the number of those done. What it throws ends the work and reaches the
  // caller: how to cancel.
  std::function<void(int)> progress{};
};

// Points in the order of the distances' rows, their mean at the origin.
struct Layout {
  std::vector<Eigen::Vector2d> points;
  double kl = 0;          // divergence of the layout's similarities from those of the distances, in nats
  double perplexity = 0;  // the one used; 0 for fewer than four points, which stay where scaling puts them
  uint64_t seed = 0;
};

inline constexpr int kTsneLimit = 5000;  // points; time and memory grow with their square

// Exact t-SNE (van der Maaten and Hinton 2008) in two dimensions of an N x N distance matrix, which need not
// be Euclidean and whose unit does not matter. The same input gives the same bytes however many threads work:
// OpenCV's. Holds 4 N^2 bytes. Throws Error, naming row and column, for a matrix that is not square, not
// symmetric, not zero on its diagonal, or holds what is negative, infinite or not a number (as the distance
// of two classes without images is); and for options out of range.
Layout tsne(const Eigen::Ref<const Eigen::MatrixXd>& distances, const TsneOptions& options = {});

}  // namespace vantage::core
