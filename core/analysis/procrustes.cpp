// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/procrustes.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <vector>

#include "core/error.hpp"

namespace vantage::core {
namespace {

constexpr double kRounding = 1e-12;

void check(const NamedPoints& points) {
  constexpr double kMost = 1e100;  // of which the square can still be had
  for (const auto& [name, p] : points)
    if (!(p.cwiseAbs().maxCoeff() <= kMost) || p.hasNaN())
      throw Error(fmt::format("point {} of the layout is at {}, {}: it must be finite", name, p.x(), p.y()));
}

// The orthogonal matrix Q with the largest trace of Q' m, and that trace, which is the sum of m's singular
// values. In two dimensions it is the better of the best rotation and the best reflection; where both are as
// good, as for points on a line, the rotation.
struct Turn {
  Eigen::Matrix2d matrix;
  double trace;
};
Turn best_turn(const Eigen::Matrix2d& m) {
  const Eigen::Vector2d rotation(m(0, 0) + m(1, 1), m(1, 0) - m(0, 1)),
      reflection(m(0, 0) - m(1, 1), m(1, 0) + m(0, 1));
  const bool reflects = reflection.norm() > (1 + kRounding) * rotation.norm();
  const double trace = reflects ? reflection.norm() : rotation.norm();
  const Eigen::Vector2d x = (reflects ? reflection : rotation) / trace;
  const Eigen::Vector2d y = reflects ? Eigen::Vector2d(x.y(), -x.x()) : Eigen::Vector2d(-x.y(), x.x());
  return {(Eigen::Matrix2d() << x, y).finished(), trace};
}

}  // namespace

Alignment align(const NamedPoints& moving, const NamedPoints& fixed) {
  check(moving);
  check(fixed);
  std::vector<int> names;
  for (const auto& [name, p] : moving)
    if (fixed.count(name)) names.push_back(name);
  const auto n = static_cast<Eigen::Index>(names.size());

  Alignment result{{}, Eigen::Matrix2d::Identity(), 1, Eigen::Vector2d::Zero(), static_cast<int>(n), 0};
  if (n > 0) {
    Eigen::Matrix2Xd from(2, n), to(2, n);
    for (Eigen::Index i = 0; i < n; ++i) {
      from.col(i) = moving.at(names[static_cast<size_t>(i)]);
      to.col(i) = fixed.at(names[static_cast<size_t>(i)]);
    }
    const double from_size = from.norm(), to_size = to.norm();
    const Eigen::Vector2d from_mean = from.rowwise().mean(), to_mean = to.rowwise().mean();
    from.colwise() -= from_mean;
    to.colwise() -= to_mean;
    if (from.norm() > kRounding * from_size && to.norm() > kRounding * to_size) {
      const Turn turn = best_turn(to * from.transpose());
      if (turn.trace > kRounding * from.norm() * to.norm()) {
        result.turn = turn.matrix;
        result.scale = turn.trace / from.squaredNorm();
      }
    }
    result.shift = to_mean - result.scale * result.turn * from_mean;
    result.root_mean_square =
        std::sqrt((result.scale * result.turn * from - to).squaredNorm() / static_cast<double>(n));
  }
  for (const auto& [name, p] : moving)
    result.points.emplace(name, result.scale * result.turn * p + result.shift);
  return result;
}

}  // namespace vantage::core
