// SPDX-License-Identifier: Apache-2.0
// From which layers the logits are a mean of one line over positions, so that CAM (Zhou et al., CVPR 2016,
// arXiv:1512.04150) needs no gradient. Pure graph reasoning: no weight is touched here.
#pragma once
#include <optional>

#include "plugins/models/zoo/graph.hpp"

namespace vantage::zoo {

/// logits[c] = mean over positions of outer( sum_k weights[c][k] * inner(A[k]) + bias[c] )
struct HeadForm {
  bool inner_relu = false, outer_relu = false;
  int classifier = -1;  // whose weights and bias make the sum: a 1 x 1 convolution or a linear layer
};

/// Nothing where the way from the node to the logits holds anything else than ReLUs, one such classifier
/// and one mean over all positions.
std::optional<HeadForm> head_behind(const Graph&, int node);

}  // namespace vantage::zoo
