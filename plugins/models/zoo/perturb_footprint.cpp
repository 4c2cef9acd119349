// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/perturb_footprint.hpp"

#include <algorithm>

namespace vantage::zoo {

Footprint footprint(const Graph& g, const Plan& plan) {
  const auto numbers = [&](int node) {
    int64_t n = 1;
    for (const int64_t d : g.nodes[static_cast<size_t>(node)].shape) n *= d;
    return n;
  };
  int64_t alive = numbers(0), widest = alive, all = alive, largest = alive;
  for (size_t s = 0; s < plan.steps.size(); ++s) {
    const Step& step = plan.steps[s];
    const int64_t out = numbers(step.out);
    alive += out;
    widest = std::max(widest, alive);
    largest = std::max(largest, out);
    // A smooth activation and a max pool's places are kept beside the value.
    const bool twice = g.nodes[static_cast<size_t>(step.out)].op == Op::max_pool ||
                       (step.activation >= 0 && g.nodes[static_cast<size_t>(step.activation)].op != Op::relu);
    all += twice ? 2 * out : out;
    std::vector<int> read = step.inputs;
    if (step.addend >= 0) read.push_back(step.addend);
    std::sort(read.begin(), read.end());
    read.erase(std::unique(read.begin(), read.end()), read.end());
    for (const int i : read)
      if (plan.last_use[static_cast<size_t>(i)] == static_cast<int>(s)) alive -= numbers(i);
  }
  return {widest, all + 3 * largest};  // on the way back: a gradient in, one out, one waiting at a shortcut
}

}  // namespace vantage::zoo
