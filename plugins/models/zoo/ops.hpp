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

/// Runs one step. `values` holds what earlier steps left, by node. With a rule the pass is recorded
/// by autograd and nothing happens in place.
at::Tensor run_step(const Graph&, const Step&, const StepWeights&, const std::vector<at::Tensor>& values,
                    Rule);

}  // namespace vantage::zoo
