// SPDX-License-Identifier: Apache-2.0
// From logits to the scores that a perturbation request asks for, and back. Pure functions: [any] thread.
#pragma once
#include "vantage/model.hpp"
#include "vantage/perturb_request.hpp"

namespace vantage::engine {

/// logits: n x classes. out: n x targets, logits or their softmax over all classes.
void write_scores(const PerturbRequest&, View logits, float* out);

/// d(sum of cotangent * scores)/d logits, n x classes; cotangent: n x targets. A class that is asked for
/// twice counts twice.
Tensor logit_gradient(const PerturbRequest&, const Host&, View logits, const float* cotangent);

}  // namespace vantage::engine
