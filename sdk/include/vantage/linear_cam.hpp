// SPDX-License-Identifier: MIT
// vantage/linear_cam.hpp - every CAM that is a sum over a layer's channels, each weighted by a number,
//   L = ReLU(sum_k w_k A_k), K x h x w of the map's image -> h x w,
// or pixel by pixel. Such a method is its formula and its description:
//   return vantage::gradient_cam(call, [](const auto& a, const auto& g) -> Eigen::VectorXf {
//     return g.rowwise().mean();  // K weights from activations and gradients, both K x h*w
//   });
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
/// The parameter "layer", which must have spatial maps.
inline int32_t target_layer(const Call& call) {
  const int32_t layer = call.params.layer("layer");
  require_maps(call, layer);
  return layer;
}

/// Negative numbers become 0; a NaN stays one.
template <class Numbers>
auto positive(const Numbers& x) {
  return x.unaryExpr([](auto v) { return v < 0 ? decltype(v){0} : v; });
}

/// maps() x h x w. cam(A, m): map m as a row of h*w, A being the K x h*w activations of its image;
/// `maps`: the layer's values, N x K x h x w. done: what the call has worked before, in maps, for its
/// progress.
template <class Cam>
Tensor cam_of_each(const Call& call, View maps, bool relu, Cam&& cam, int64_t done = 0) {
  auto out = call.host.zeros({call.maps(), maps.size(2), maps.size(3)});
  for (int64_t m = 0; m < call.maps(); ++m) {
    call.step(done + m, done + call.maps());
    auto map = eigen::pixels(out, m);
    map = cam(eigen::channels(maps, call.image_of(m)), m);
    if (relu) map = positive(map).eval();
  }
  return out;
}
/// The same from weights(A, m): the K weights of map m.
template <class Weights>
Tensor weighted_sum(const Call& call, View maps, bool relu, Weights&& weights, int64_t done = 0) {
  const auto cam = [&](const auto& a, int64_t m) -> Eigen::RowVectorXf {
    const Eigen::VectorXf w = weights(a, m);
    return w.transpose() * a;
  };
  return cam_of_each(call, maps, relu, cam, done);
}

/// A layer in one recorded pass over the images, and a gradient there for each map.
struct GradientAtLayer {
  /// Of the class score, at the parameter "layer".
  explicit GradientAtLayer(const Call& call)
      : layer(target_layer(call)),
        tape(call.model.forward(call.images(), {layer}, /*record=*/true)),
        gradient(call.class_gradient(tape, layer)) {}
  /// Of a function of the logits, as Call::gradient() takes it.
  template <class Objective>
  GradientAtLayer(const Call& call, Objective&& objective)
      : layer(target_layer(call)),
        tape(call.model.forward(call.images(), {layer}, /*record=*/true)),
        gradient(call.gradient(tape, layer, objective)) {}

  View values() const { return tape.value(layer); }                             ///< N x K x h x w
  auto of_map(int64_t m) const { return eigen::channels(gradient.view(), m); }  ///< K x h*w

  int32_t layer;
  Tape tape;
  Tensor gradient;  ///< maps() x K x h x w
};

/// weights(A, G): a map's K weights from its activations and gradients, both K x h*w. Reads the parameters
/// "layer" and "relu".
template <class Weights>
Tensor gradient_cam(const Call& call, const GradientAtLayer& at, Weights&& weights) {
  return weighted_sum(call, at.values(), call.params.boolean("relu"),
                      [&](const auto& a, int64_t m) { return weights(a, at.of_map(m)); });
}
template <class Weights>
Tensor gradient_cam(const Call& call, Weights&& weights) {
  return gradient_cam(call, GradientAtLayer(call), weights);
}
/// cam(A, G): the map itself, a row of h*w. Reads the parameter "layer".
template <class Cam>
Tensor pixel_cam(const Call& call, bool relu, Cam&& cam) {
  const GradientAtLayer at(call);
  return cam_of_each(call, at.values(), relu, [&](const auto& a, int64_t m) { return cam(a, at.of_map(m)); });
}

}  // namespace vantage
