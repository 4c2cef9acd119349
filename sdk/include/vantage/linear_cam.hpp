// SPDX-License-Identifier: MIT
// vantage/linear_cam.hpp - every CAM that is a weighted sum of a layer's channels:
//   L = ReLU(sum_k w_k A_k), K x h x w of the map's image -> h x w.
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

/// maps() x h x w. weights(A, m): the K weights of map m, A being the K x h*w activations of its image;
/// `maps`: the layer's values, N x K x h x w.
template <class Weights>
Tensor weighted_sum(const Call& call, View maps, bool relu, Weights&& weights) {
  auto out = call.host.zeros({call.maps(), maps.size(2), maps.size(3)});
  for (int64_t m = 0; m < call.maps(); ++m) {
    call.step(m, call.maps());
    const auto a = eigen::channels(maps, call.image_of(m));
    const Eigen::VectorXf w = weights(a, m);
    auto cam = eigen::pixels(out, m);
    cam.noalias() = w.transpose() * a;
    if (relu) cam = cam.cwiseMax(0.0f);
  }
  return out;
}

}  // namespace vantage
