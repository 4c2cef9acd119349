// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/network.hpp"

#include <torch/csrc/autograd/autograd.h>
#include <torch/csrc/autograd/grad_mode.h>

#include "plugins/models/zoo/aten.hpp"
#include "vantage/core.hpp"

namespace vantage::zoo {

const Plan& Network::plan(const std::set<int>& kept) {
  auto it = plans_.find(kept);
  if (it == plans_.end()) it = plans_.emplace(kept, make_plan(graph_, kept, execution_.fused)).first;
  return it->second;
}

const StepWeights& Network::weights_for(const Step& step, c10::ScalarType type) {
  const auto key = std::make_tuple(step.node, step.batch_norm, type);
  auto it = prepared_.find(key);
  if (it == prepared_.end())
    it = prepared_.emplace(key, prepare(graph_, step, weights_, {execution_.device, type, execution_.fused}))
             .first;
  return it->second;
}

// Runs the steps that nothing recorded reads through: all of them, or those up to the first kept value.
// Leaves the kept values and those that later steps read in `values`; returns how many steps are done.
size_t Network::run_on_dnnl(const Plan& p, int from, const at::Tensor& x, const std::set<int>& kept,
                            bool record, std::map<int, at::Tensor>& values) {
  if (!on_dnnl() || (record && kept.count(from))) return 0;
  size_t end = 0;
  std::set<int> wanted;
  for (bool recorded = false; end < p.steps.size() && !recorded; ++end) {
    const int out = p.steps[end].out;
    if (out <= from) continue;
    if (kept.count(out)) wanted.insert(out);
    recorded = record && kept.count(out) && out != graph_.logits();
  }
  for (size_t s = 0; s < end; ++s)
    if (const int out = p.steps[s].out;
        out > from && p.last_use[static_cast<size_t>(out)] >= static_cast<int>(end))
      wanted.insert(out);
  const bool channels_last = end < p.steps.size();
  values = dnnl_.run({graph_, weights_, p, from, end, wanted, channels_last, execution_.type}, x);
  return end;
}

at::Tensor Network::run_recorded(const Step& step, const std::vector<at::Tensor>& values, Rule rule) {
  at::AutoGradMode grad(true);
  if (graph_.nodes[static_cast<size_t>(step.node)].op == Op::conv && execution_.fused &&
      execution_.device.is_cpu())
    if (auto y = convolutions_.run(graph_, weights_, step, values, rule); y.defined()) return y;
  return run_step(graph_, step, weights_for(step, at::kFloat), values, rule);
}

Pass Network::run(int from, const at::Tensor& x, std::set<int> kept, bool record) {
  at::NoGradGuard no_grad;
  kept.insert(graph_.logits());
  auto fusion_barriers = kept;
  fusion_barriers.insert(from);
  const auto& p = plan(fusion_barriers);

  Pass pass;
  std::vector<at::Tensor> values(graph_.nodes.size());
  bool recording = false;
  // Keeps a value; the first one kept in a recorded pass is where recording starts.
  const auto settle = [&](int node, at::Tensor v) {
    if (kept.count(node)) {
      if (record && node != graph_.logits() && !v.requires_grad()) {
        v = v.to(at::kFloat).detach();
        v.requires_grad_(true);
        recording = true;
      }
      pass.values[node] = v;
    }
    values[static_cast<size_t>(node)] = std::move(v);
  };

  std::map<int, at::Tensor> ready;
  const size_t done = run_on_dnnl(p, from, x, kept, record, ready);
  if (done < p.steps.size() || kept.count(from)) {
    auto start = x.to(execution_.device, execution_.type);
    if (execution_.fused && start.dim() == 4) start = start.contiguous(at::MemoryFormat::ChannelsLast);
    settle(from, std::move(start));
  }
  for (auto& [node, v] : ready) settle(node, std::move(v));
  for (size_t s = done; s < p.steps.size(); ++s) {
    const auto& step = p.steps[s];
    if (step.out <= from) continue;
    if (recording) {
      auto read = step.inputs;
      if (step.addend >= 0) read.push_back(step.addend);
      for (const int i : read) {  // what was computed in another type before recording began
        auto& v = values[static_cast<size_t>(i)];
        if (v.scalar_type() != at::kFloat) v = v.to(at::kFloat);
      }
      settle(step.out, run_recorded(step, values, pass.rule.get()));
    } else {
      settle(step.out, run_step(graph_, step, weights_for(step, execution_.type), values, nullptr));
    }
    const auto drop = [&](int i) {
      if (p.last_use[static_cast<size_t>(i)] <= static_cast<int>(s)) values[static_cast<size_t>(i)].reset();
    };
    for (const int i : step.inputs) drop(i);
    if (step.addend >= 0) drop(step.addend);
  }
  pass.recorded = recording;
  return pass;
}

at::Tensor Network::pull_back(const Pass& pass, int at, const at::Tensor& cotangent, int wrt, int32_t rule) {
  const auto& y = pass.values.at(at);
  const auto& x = pass.values.at(wrt);
  if (at == wrt) return cotangent.clone();
  *pass.rule = rule;
  at::Tensor g;
  if (y.requires_grad())
    g = torch::autograd::grad({y}, {x}, {cotangent.to(y.device(), y.scalar_type())}, /*retain_graph=*/true,
                              /*create_graph=*/false, /*allow_unused=*/true)[0];
  return g.defined() ? g.detach() : at::zeros_like(x);
}

}  // namespace vantage::zoo
