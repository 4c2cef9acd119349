// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/ops.hpp"

#include <torch/csrc/autograd/custom_function.h>

#include "plugins/models/zoo/aten.hpp"
#include "vantage/core.hpp"

namespace vantage::zoo {
namespace {

using torch::autograd::AutogradContext;
using torch::autograd::variable_list;

// ReLU and ReLU6 that ask their tape, when a gradient arrives, how to let it through.
struct RuledRelu : torch::autograd::Function<RuledRelu> {
  static at::Tensor forward(AutogradContext* ctx, const at::Tensor& x, bool six, int64_t rule) {
    auto y = six ? at::hardtanh(x, 0, 6) : at::relu(x);
    ctx->saved_data["six"] = six;
    ctx->saved_data["rule"] = rule;
    ctx->save_for_backward({y});
    return y;
  }
  static variable_list backward(AutogradContext* ctx, variable_list gradients) {
    const int32_t rule = *reinterpret_cast<const int32_t*>(ctx->saved_data["rule"].toInt());
    return {
        ruled_gradient(gradients[0], ctx->get_saved_variables()[0], ctx->saved_data["six"].toBool(), rule),
        at::Tensor(), at::Tensor()};
  }
};

}  // namespace

at::Tensor ruled_gradient(const at::Tensor& gradient, const at::Tensor& y, bool six, int32_t rule) {
  auto g = rule == VTG_RULE_GRADIENT ? gradient : at::relu(gradient);
  if (rule == VTG_RULE_DECONV) return g;
  // Zero at both ends of ReLU6, where y is one of them, as LibTorch has it of x.
  return six ? at::hardtanh_backward(g, y, 0, 6) : at::threshold_backward(g, y, 0);
}

at::Tensor activate(Op op, const at::Tensor& x, Rule rule) {
  if (rule && (op == Op::relu || op == Op::relu6))
    return RuledRelu::apply(x, op == Op::relu6, reinterpret_cast<int64_t>(rule));
  switch (op) {
    case Op::relu:
      return at::relu(x);
    case Op::relu6:
      return at::hardtanh(x, 0, 6);
    case Op::hardswish:
      return at::hardswish(x);
    case Op::hardsigmoid:
      return at::hardsigmoid(x);
    case Op::sigmoid:
      return at::sigmoid(x);
    default:
      return at::silu(x);
  }
}

namespace {

void activate_in_place(Op op, at::Tensor& x) {
  switch (op) {
    case Op::relu:
      at::relu_(x);
      return;
    case Op::relu6:
      at::hardtanh_(x, 0, 6);
      return;
    case Op::hardswish:
      at::hardswish_(x);
      return;
    case Op::hardsigmoid:
      x = at::hardsigmoid(x);
      return;
    case Op::sigmoid:
      at::sigmoid_(x);
      return;
    default:
      at::silu_(x);
      return;
  }
}

at::Tensor shuffle(const at::Tensor& x, int64_t groups) {
  const auto n = x.size(0), c = x.size(1), h = x.size(2), w = x.size(3);
  auto y = x.view({n, groups, c / groups, h, w}).transpose(1, 2).reshape({n, c, h, w});
  return x.is_contiguous(at::MemoryFormat::ChannelsLast) ? y.contiguous(at::MemoryFormat::ChannelsLast) : y;
}

at::Tensor run_node(const Node& n, const StepWeights& w, const at::Tensor& x,
                    const std::vector<at::Tensor>& in, Rule rule) {
  switch (n.op) {
    case Op::conv:
      return at::conv2d(x, w.weight, w.bias, {n.stride, n.stride}, {n.padding, n.padding},
                        {n.dilation, n.dilation}, n.groups);
    case Op::batch_norm:
      return at::batch_norm(x, w.weight, w.bias, w.mean, w.variance, false, 0.0, n.epsilon, false);
    case Op::linear:
      return at::linear(x, w.weight, w.bias);
    case Op::max_pool:
      return at::max_pool2d(x, {n.kernel_h, n.kernel_w}, {n.stride, n.stride}, {n.padding, n.padding}, {1, 1},
                            n.ceil_mode);
    case Op::avg_pool:
      return at::avg_pool2d(x, {n.kernel_h, n.kernel_w}, {n.stride, n.stride});
    case Op::adaptive_avg_pool:
      return at::adaptive_avg_pool2d(x, {n.shape[1], n.shape[2]});
    case Op::add:
      return at::add(in[0], in[1]);
    case Op::multiply:
      return at::mul(in[0], in[1]);
    case Op::concat:
      return at::cat(in, 1);
    case Op::slice:
      return x.slice(1, n.begin, n.begin + n.shape[0]);
    case Op::shuffle:
      return shuffle(x, n.groups);
    case Op::flatten:
      return x.flatten(1);
    default:
      return activate(n.op, x, rule);
  }
}

}  // namespace

StepWeights prepare(const Graph& graph, const Step& step, const Weights& all, const Placement& place) {
  const auto& node = graph.nodes[static_cast<size_t>(step.node)];
  const auto get = [&](const std::string& name) {
    const auto it = all.find(name);
    return it == all.end() ? at::Tensor() : it->second;
  };
  StepWeights w{get(node.name + ".weight"), get(node.name + ".bias"), get(node.name + ".running_mean"),
                get(node.name + ".running_var")};
  if (step.batch_norm >= 0) {
    const auto& bn = graph.nodes[static_cast<size_t>(step.batch_norm)];
    const auto scale = get(bn.name + ".weight") / at::sqrt(get(bn.name + ".running_var") + bn.epsilon);
    const auto centre =
        w.bias.defined() ? w.bias - get(bn.name + ".running_mean") : -get(bn.name + ".running_mean");
    w.weight = w.weight * scale.view({-1, 1, 1, 1});
    w.bias = centre * scale + get(bn.name + ".bias");
  }
  for (auto* t : {&w.weight, &w.bias, &w.mean, &w.variance}) {
    if (!t->defined()) continue;
    *t = t->to(place.device, place.type);
    if (place.channels_last && t->dim() == 4) *t = t->contiguous(at::MemoryFormat::ChannelsLast);
  }
  return w;
}

at::Tensor run_step(const Graph& graph, const Step& step, const StepWeights& weights,
                    const std::vector<at::Tensor>& values, Rule rule) {
  const auto& node = graph.nodes[static_cast<size_t>(step.node)];
  std::vector<at::Tensor> in;
  for (const int i : step.inputs) in.push_back(values[static_cast<size_t>(i)]);
  auto y = run_node(node, weights, in[0], in, rule);
  if (step.sum >= 0) {
    const auto& addend = values[static_cast<size_t>(step.addend)];
    y = rule ? at::add(y, addend) : y.add_(addend);
  }
  if (step.activation >= 0) {
    const Op op = graph.nodes[static_cast<size_t>(step.activation)].op;
    if (rule)
      y = activate(op, y, rule);
    else
      activate_in_place(op, y);
  }
  return y;
}

}  // namespace vantage::zoo
