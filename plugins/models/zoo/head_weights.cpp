// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/head_weights.hpp"

#include "plugins/models/zoo/aten.hpp"

namespace vantage::zoo {

HeadWeights::HeadWeights(const Graph& g, const Weights& w) {
  for (int i = 0; i <= g.logits(); ++i) {
    const Node& n = g.nodes[static_cast<size_t>(i)];
    if (n.op == Op::batch_norm)
      biases_[i] = w.at(n.name + ".bias") - w.at(n.name + ".running_mean") * w.at(n.name + ".weight") /
                                                at::sqrt(w.at(n.name + ".running_var") + n.epsilon);
    else if (n.bias)
      biases_[i] = w.at(n.name + ".bias");
  }
  for (int i = 0; i <= g.logits(); ++i)
    if (const auto form = head_behind(g, i)) {
      const Node& n = g.nodes[static_cast<size_t>(form->classifier)];
      const auto bias = biases_.find(form->classifier);
      heads_[i] = {*form, w.at(n.name + ".weight").flatten(1),
                   bias == biases_.end() ? at::zeros(n.shape[0]) : bias->second};
    }
}

const float* HeadWeights::bias(int node) const {
  const auto it = biases_.find(node);
  return it == biases_.end() ? nullptr : it->second.data_ptr<float>();
}

vtg_head HeadWeights::head(int node) const {
  vtg_head h{};
  h.struct_size = sizeof h;
  const auto it = heads_.find(node);
  if (it == heads_.end()) return h;
  const auto& [form, weight, bias] = it->second;
  h.channels = static_cast<int32_t>(weight.size(1));
  h.inner = form.inner_relu ? VTG_HEAD_RELU : VTG_HEAD_IDENTITY;
  h.outer = form.outer_relu ? VTG_HEAD_RELU : VTG_HEAD_IDENTITY;
  h.weights = weight.data_ptr<float>();
  h.bias = bias.data_ptr<float>();
  return h;
}

}  // namespace vantage::zoo
