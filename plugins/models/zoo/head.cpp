// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/head.hpp"

namespace vantage::zoo {
namespace {

bool mixes_channels(const Node& n) {
  return n.op == Op::linear || (n.op == Op::conv && n.kernel_h == 1 && n.kernel_w == 1 && n.stride == 1 &&
                                n.padding == 0 && n.groups == 1);
}

// The one node that reads this one's value; -1 where there are several.
int only_reader(const Graph& g, int node) {
  int found = -1;
  for (int i = node + 1; i <= g.logits(); ++i)
    for (const int read : g.nodes[static_cast<size_t>(i)].inputs)
      if (read == node) {
        if (found >= 0) return -1;
        found = i;
      }
  return found;
}

bool global_mean(const Node& n) {
  return n.op == Op::adaptive_avg_pool && n.shape[1] == 1 && n.shape[2] == 1;
}

}  // namespace

// The mean commutes with the classifier and not with ReLUs, so it may stand anywhere behind the last ReLU.
std::optional<HeadForm> head_behind(const Graph& g, int node) {
  if (g.nodes[static_cast<size_t>(node)].shape.size() != 3) return std::nullopt;
  HeadForm form;
  bool averaged = false;
  while (node != g.logits()) {
    node = only_reader(g, node);
    if (node < 0) return std::nullopt;
    const Node& n = g.nodes[static_cast<size_t>(node)];
    if (n.op == Op::relu && !averaged)
      (form.classifier < 0 ? form.inner_relu : form.outer_relu) = true;
    else if (mixes_channels(n) && form.classifier < 0)
      form.classifier = node;
    else if (global_mean(n))
      averaged = true;
    else if (n.op != Op::flatten || !averaged)
      return std::nullopt;
  }
  if (!averaged || form.classifier < 0) return std::nullopt;
  return form;
}

}  // namespace vantage::zoo
