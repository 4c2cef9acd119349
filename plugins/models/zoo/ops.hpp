// SPDX-License-Identifier: Apache-2.0
// One step of a plan on LibTorch's tensors.
#pragma once
#include <ATen/core/ivalue.h>

#include <vector>

#include "plugins/models/zoo/plan.hpp"
#include "plugins/models/zoo/weights.hpp"

namespace vantage::zoo {

/// A step's numbers in the layout, precision and place in which it runs.
struct StepWeights {
  at::Tensor weight, bias, mean, variance;
};

struct Placement {
  c10::Device device = c10::kCPU;
  c10::ScalarType type = at::kFloat;
  bool channels_last = true;
};

/// The convolution's or linear layer's weights, batch norm folded in where the step has one:
/// W' = W * g / sqrt(v + eps),  b' = (b - m) * g / sqrt(v + eps) + beta.
StepWeights prepare(const Graph&, const Step&, const Weights&, const Placement&);

/// How the ReLUs of a recorded pass send a gradient back; read when the gradient arrives.
using Rule = const int32_t*;

/// The gradient behind a ReLU, or ReLU6 (`six`), that gave y. VTG_RULE_GRADIENT: where the input was in the
/// linear range; VTG_RULE_GUIDED (Springenberg et al. 2015, arXiv:1412.6806): there, and positive;
/// VTG_RULE_DECONV (Zeiler & Fergus 2014): positive.
at::Tensor ruled_gradient(const at::Tensor& gradient, const at::Tensor& y, bool six, int32_t rule);

/// An activation by itself, recorded where there is a rule.
at::Tensor activate(Op, const at::Tensor& x, Rule);

/// Runs one step. `values` holds what earlier steps left, by node. With a rule the pass is recorded
/// by autograd and nothing happens in place.
at::Tensor run_step(const Graph&, const Step&, const StepWeights&, const std::vector<at::Tensor>& values,
                    Rule);

}  // namespace vantage::zoo
