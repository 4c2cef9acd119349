// SPDX-License-Identifier: Apache-2.0
// Which nodes run as one step. Pure graph reasoning: no weight is touched here.
#pragma once
#include <set>
#include <vector>

#include "plugins/models/zoo/graph.hpp"

namespace vantage::zoo {

/// A node together with what follows it for free: batch norm folded into a convolution's weights, a
/// residual sum computed into its output, an activation applied where the result is written.
struct Step {
  int node;             // what runs
  int batch_norm = -1;  // folded into node's weights (node is a convolution)
  int sum = -1;         // the add that takes node's result and `addend`
  int addend = -1;      // node index: the other side of that sum
  int activation = -1;  // applied to the result
  int out;              // whose value comes out: the last of the above
  std::vector<int> inputs;
};

struct Plan {
  std::vector<Step> steps;
  std::vector<int> last_use;  // per node: the last step that reads it, -1 if none
};

/// `kept`: nodes whose own values are wanted, so nothing is fused across them. Not fused: one step a node.
Plan make_plan(const Graph&, const std::set<int>& kept, bool fused);

}  // namespace vantage::zoo
