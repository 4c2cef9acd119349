// SPDX-License-Identifier: Apache-2.0
// The steps of tsne(), with the equations of van der Maaten and Hinton 2008. They trust their input.
#pragma once

#include <Eigen/Core>

namespace vantage::core::tsne_parts {

using Distances = Eigen::Ref<const Eigen::MatrixXd>;  // N x N, symmetric
using Points = Eigen::ArrayX2f;                       // a row per point

// The gradient runs over this many points at a time.
inline constexpr Eigen::Index kLanes = 8;

// The joint probabilities p_ij (equations 1 and 2), which sum to 1 and are 0 for i = j: N columns, each
// filled up with zeros to a multiple of kLanes. Each point's Gaussian has the width that gives it the
// perplexity asked for, or the nearest that ties between distances allow.
Eigen::MatrixXf affinities(const Distances& distances, double perplexity);

// N x 2: coordinates along the two largest axes of classical scaling (Torgerson 1952), the largest first. An
// axis that the distances do not have is all zeros.
Eigen::MatrixX2d classical_scaling(const Distances& distances);

// The gradient of the divergence (equation 5), p being multiplied by `exaggeration`.
void gradient(const Eigen::MatrixXf& p, const Points& y, float exaggeration, Points& result);

// KL(P || Q), equation 4, in nats.
double divergence(const Eigen::MatrixXf& p, const Points& y);

}  // namespace vantage::core::tsne_parts
