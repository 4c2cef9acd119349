// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <Eigen/Core>
#include <map>

namespace vantage::core {

// The points of a layout by what they stand for, for instance by class.
using NamedPoints = std::map<int, Eigen::Vector2d>;

struct Alignment {
  NamedPoints points;    // all that were moved, not only the common ones
  Eigen::Matrix2d turn;  // orthogonal; its determinant is -1 where it reflects
  double scale;
  Eigen::Vector2d shift;    // a point p goes to scale * turn * p + shift
  int common;               // how many names both layouts have
  double root_mean_square;  // distance that is left between the common points; 0 without any
};

// Moves one layout onto another by the rotation, reflection, scale and translation that leave the least sum
// of squares over the names that both have (Procrustes analysis, Schoenemann and Carroll 1970, Gower 1975).
// t-SNE leaves these free, so that only then can layouts of two models be compared. What the common points do
// not determine is left as it is: with one of them, or all in one place, only the translation is found, and
// without any nothing moves. Throws Error for points that are not finite.
Alignment align(const NamedPoints& moving, const NamedPoints& fixed);

}  // namespace vantage::core
