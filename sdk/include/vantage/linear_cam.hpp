// SPDX-License-Identifier: MIT
// vantage/linear_cam.hpp - every CAM that is a weighted sum of a layer's channels:
//   L = ReLU(sum_k w_k A_k), shapes N x K x h x w -> N x h x w.
// Such a method is its weight formula and its description.
#pragma once
#include "vantage/eigen.hpp"

namespace vantage {

inline vtg_param_info target_layer_param() {
  return layer_param("layer", "Layer", "The layer whose maps are weighted");
}
inline vtg_param_info relu_param(bool on = true) {
  return bool_param("relu", "Positive evidence only", on,
                    "Drop what speaks against the class (ReLU of the sum)");
}

/// Refuses a layer without spatial maps, such as a fully connected one, by name.
inline void require_maps(const Call& call, int32_t layer) {
  const auto info = call.model.layer(layer);
  if (info.ndim != 3)
    throw Error(VTG_INVALID, std::string("layer '") + info.name +
                                 "' has no spatial extent; choose a convolution or a block of them");
}

/// weights(A, n): the K weights of sample n, A being its K x h*w activations.
template <class Weights>
Tensor weighted_sum(const Call& call, View maps, bool relu, Weights&& weights) {
  auto out = call.host.zeros({maps.size(0), maps.size(2), maps.size(3)});
  for (int64_t n = 0; n < maps.size(0); ++n) {
    call.step(n, maps.size(0));
    const auto a = eigen::channels(maps, n);
    const Eigen::VectorXf w = weights(a, n);
    auto cam = eigen::pixels(out, n);
    cam.noalias() = w.transpose() * a;
    if (relu) cam = cam.cwiseMax(0.0f);
  }
  return out;
}

}  // namespace vantage
