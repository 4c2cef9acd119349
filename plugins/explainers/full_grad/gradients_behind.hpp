// SPDX-License-Identifier: Apache-2.0
// The gradient of the class score at many layers for about the price of one backward pass.
#pragma once
#include <algorithm>
#include <functional>
#include <set>
#include <vector>

#include "vantage/explainer.hpp"

namespace vantage::full_grad {

/// Layers whose taps let gradients() go from layer to layer: the input, `wanted`, and behind each of these
/// the nearest that all paths run through. Layers are numbered in the order they are computed.
inline std::vector<int32_t> taps_for(const Model& model, const std::vector<int32_t>& wanted) {
  std::set<int32_t, std::greater<>> taps(wanted.begin(), wanted.end());
  int32_t separator = VTG_LAYER_LOGITS;
  for (int32_t i = model.layer_count() - 1; i >= 0; --i) {
    if (std::find(wanted.begin(), wanted.end(), i) != wanted.end() && separator >= 0) taps.insert(separator);
    if (model.layer(i).flags & VTG_LAYER_SEPARATES) separator = i;
  }
  taps.insert(VTG_LAYER_INPUT);
  return {taps.begin(), taps.end()};  // the last layer first
}

/// use(m, layer, g): d logit[target(m)] / d layer for every map m and every tap, taps as taps_for() gives
/// them. Each gradient starts from the nearest tap behind it that all paths run through, not from the logits.
template <class Use>
void gradients(const Call& call, const Tape& tape, const std::vector<int32_t>& taps, Use&& use) {
  const View logits = tape.logits();
  const auto rounds = call.rounds();
  int64_t done = 0;
  for (const auto& round : rounds) {
    int32_t at = VTG_LAYER_LOGITS;
    Tensor behind = call.host.zeros({logits.size(0), logits.size(1)});
    for (const int64_t m : round) behind.sample(call.image_of(m))[call.target(m)] = 1;
    for (const int32_t layer : taps) {
      call.step(done++, static_cast<int64_t>(rounds.size() * taps.size()));
      Tensor g = tape.pull_back(at, behind.view(), layer);
      for (const int64_t m : round) use(m, layer, g.view().sample(call.image_of(m)));
      if (layer >= 0 && call.model.layer(layer).flags & VTG_LAYER_SEPARATES) {
        at = layer;
        behind = std::move(g);
      }
    }
  }
}

}  // namespace vantage::full_grad
