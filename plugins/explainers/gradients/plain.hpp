// SPDX-License-Identifier: Apache-2.0
// Methods that are one gradient at the image: they differ in how ReLUs pass it back and in what becomes of
// it.
#pragma once
#include "plugins/explainers/gradients/pixels.hpp"
#include "plugins/explainers/gradients/score.hpp"

namespace vantage::gradients {

/// d logit / d image under a VTG_RULE_..., maps() x C x H x W.
inline Tensor logit_gradient(const Call& call, int32_t rule) {
  call.step(0, 2);
  const Tape tape = call.model.forward(call.images(), {VTG_LAYER_INPUT}, /*record=*/true);
  call.step(1, 2);
  return call.class_gradient(tape, VTG_LAYER_INPUT, rule);
}

/// d score / d image, maps() x C x H x W; reads the parameter "score".
inline Tensor score_gradient(const Call& call) {
  const Score score(call.params);
  call.step(0, 2);
  const Tape tape = call.model.forward(call.images(), {VTG_LAYER_INPUT}, /*record=*/true);
  call.step(1, 2);
  return score.gradient(call, tape, VTG_LAYER_INPUT);
}

}  // namespace vantage::gradients
