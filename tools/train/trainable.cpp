// SPDX-License-Identifier: Apache-2.0
#include "tools/train/trainable.hpp"

#include <torch/csrc/autograd/grad_mode.h>

#include <algorithm>

#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/ops.hpp"

namespace vantage::train {
namespace {

constexpr double kMomentum = 0.1;  // of batch norm's running moments

// The last layer with weights.
const zoo::Node& classifier(const zoo::Graph& graph) {
  return *std::find_if(graph.nodes.rbegin(), graph.nodes.rend(),
                       [](const zoo::Node& n) { return n.op == zoo::Op::conv || n.op == zoo::Op::linear; });
}

bool passes_relu_behind(const zoo::Graph& graph, const zoo::Node& node) {
  return std::any_of(&node, &graph.nodes.back(), [](const zoo::Node& n) { return n.op == zoo::Op::relu; });
}

zoo::Weights starting_weights(const zoo::Graph& graph, uint64_t seed) {
  auto weights = zoo::seeded_weights(graph, seed);
  // Scores that pass a ReLU (SqueezeNet's) begin above zero: what is cut off teaches nothing.
  if (const auto& head = classifier(graph); passes_relu_behind(graph, head))
    weights.at(head.name + ".bias").fill_(1.0);
  return weights;
}

}  // namespace

Trainable::Trainable(zoo::Graph graph, zoo::Weights weights)
    : graph_(std::move(graph)),
      plan_(zoo::make_plan(graph_, {}, /*fused=*/false)),
      weights_(std::move(weights)) {
  for (const auto& w : graph_.weights())
    if (w.trainable) weights_.at(w.name).requires_grad_(true);
}

Trainable::Trainable(zoo::Graph graph, uint64_t seed) : Trainable(graph, starting_weights(graph, seed)) {}

at::Tensor Trainable::forward(const at::Tensor& x, bool training) const {
  const auto get = [&](const std::string& name) {
    const auto it = weights_.find(name);
    return it == weights_.end() ? at::Tensor() : it->second;
  };
  std::vector<at::Tensor> values(graph_.nodes.size());
  values[0] = x;
  for (size_t s = 0; s < plan_.steps.size(); ++s) {
    const auto& step = plan_.steps[s];
    const auto& node = graph_.nodes[static_cast<size_t>(step.node)];
    const zoo::StepWeights w{get(node.name + ".weight"), get(node.name + ".bias"),
                             get(node.name + ".running_mean"), get(node.name + ".running_var")};
    auto& out = values[static_cast<size_t>(step.out)];
    if (training && node.op == zoo::Op::batch_norm)
      out = at::batch_norm(values[static_cast<size_t>(step.inputs[0])], w.weight, w.bias, w.mean, w.variance,
                           /*training=*/true, kMomentum, node.epsilon, /*cudnn_enabled=*/false);
    else
      out = zoo::run_step(graph_, step, w, values, /*rule=*/nullptr);
    for (const int i : step.inputs)
      if (plan_.last_use[static_cast<size_t>(i)] == static_cast<int>(s))
        values[static_cast<size_t>(i)].reset();
  }
  return values[static_cast<size_t>(graph_.logits())];
}

std::vector<at::Tensor> Trainable::trained(bool matrices) const {
  std::vector<at::Tensor> all;
  for (const auto& w : graph_.weights())
    if (w.trainable && (w.shape.size() > 1) == matrices) all.push_back(weights_.at(w.name));
  return all;
}

void Trainable::round_to_half() {
  at::NoGradGuard no_grad;
  for (auto& [name, w] : weights_) w.copy_(w.to(at::kHalf).to(at::kFloat));
}

}  // namespace vantage::train
