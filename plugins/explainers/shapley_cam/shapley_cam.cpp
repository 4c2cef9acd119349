// SPDX-License-Identifier: Apache-2.0
// ShapleyCAM: Grad-CAM with a second-order term: the Shapley value of each channel in a quadratic model.
#include <algorithm>

#include "vantage/linear_cam.hpp"

namespace {

// The logit of class c, and with `rest` the logarithm of its probability p_c on top.
struct Objective {
  bool rest;
  int64_t classes;

  /// Adds the derivative by the logits y to g.
  void slope(int64_t c, const float* y, float* g) const {
    Eigen::Map<Eigen::RowVectorXf> out(g, classes);
    if (rest) out -= softmax(y);
    out[c] += rest ? 2 : 1;
  }
  /// Adds factor times the second derivative by y, applied to v: that of log p_c is p p' - diag(p).
  void bend(const float* y, const Eigen::RowVectorXf& v, float factor, float* g) const {
    if (!rest) return;
    const Eigen::RowVectorXf p = softmax(y);
    Eigen::Map<Eigen::RowVectorXf>(g, classes) +=
        factor * p.cwiseProduct(Eigen::RowVectorXf::Constant(classes, p.dot(v)) - v);
  }

 private:
  Eigen::RowVectorXf softmax(const float* y) const {
    const Eigen::Map<const Eigen::Array<float, 1, Eigen::Dynamic>> logits(y, classes);
    const Eigen::Array<double, 1, Eigen::Dynamic> e = (logits - logits.maxCoeff()).cast<double>().exp();
    return (e / e.sum()).cast<float>();
  }
};

struct ShapleyCam {
  static constexpr const char* tags[] = {"cam", "gradient", "shapley", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "shapley-cam",
      VTG_EXPLAINER,
      "ShapleyCAM",
      "1.0.0",
      "Channels of a layer, weighted by their share of the class score, up to second order.",
      "Cai, CAMs as Shapley Value-based Explainers, 2025, arXiv:2501.06261: w_k = mean(g_k - (H A)_k / 2), "
      "H the Hessian of ReST = S_c + log p_c by the activations",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER | VTG_CAN_RESUME;

  static vantage::Params params() {
    static constexpr const char* objectives[] = {"rest", "logit", nullptr};
    static constexpr const char* curvatures[] = {"scores", "network", nullptr};
    return {vantage::target_layer_param(), vantage::relu_param(),
            vantage::enum_param("objective", "Score", "rest", objectives,
                                "The class's score plus the logarithm of its probability (paper), or its "
                                "score alone: without curvature in most networks, so this is Grad-CAM"),
            vantage::advanced(vantage::enum_param(
                "curvature", "Curvature", "scores", curvatures,
                "Of the objective in the scores: all there is where ReLUs, pools and linear layers follow. "
                "network: that of smooth activations (SiLU, GELU) too, measured with a step that has to be "
                "small (0.0005); the kinks of ReLUs behind the layer would drown it")),
            vantage::advanced(
                vantage::float_param("epsilon", "Step", 0.005, 1e-5, 0.1,
                                     "Relative step of the central difference along the activations"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    require_separation(call);
    const bool network = call.params.choice("curvature") == "network";
    const int64_t classes = call.model.info().classes;
    const Objective objective{call.params.choice("objective") == "rest", classes};
    const auto epsilon = static_cast<float>(call.params.number("epsilon"));
    const int32_t layer = vantage::target_layer(call);
    const auto tape = call.model.forward(call.images(), {layer}, /*record=*/true);
    const auto below = resumed(call, tape, layer, 1 - epsilon, network),
               above = resumed(call, tape, layer, 1 + epsilon, network);
    const auto first_order = [&](int64_t m, const float* y, float* g) {
      objective.slope(call.target(m), y, g);
    };
    // g - H A / 2, where the logits' change along A says what the objective's own curvature makes of it.
    const auto both_orders = [&](int64_t m, const float* y, float* g) {
      const int64_t n = call.image_of(m);
      using Row = Eigen::Map<const Eigen::RowVectorXf>;
      const Eigen::RowVectorXf change =
          (Row(above.logits().sample(n), classes) - Row(below.logits().sample(n), classes)) / (2 * epsilon);
      first_order(m, y, g);
      objective.bend(y, change, -0.5f, g);
    };
    if (!network) {
      const auto gradient = call.gradient(tape, layer, both_orders);
      return vantage::weighted_sum(
          call, tape.value(layer), call.params.boolean("relu"),
          [&](const auto&, int64_t m) -> Eigen::VectorXf {
            return vantage::eigen::channels(gradient.view(), m).rowwise().mean();
          },
          /*done=*/2 * call.maps());
    }
    const auto at = call.gradient(tape, layer, first_order), up = call.gradient(above, layer, first_order),
               down = call.gradient(below, layer, first_order);
    return vantage::weighted_sum(
        call, tape.value(layer), call.params.boolean("relu"),
        [&](const auto&, int64_t m) -> Eigen::VectorXf {
          using vantage::eigen::channels;
          const auto ha = (channels(up.view(), m) - channels(down.view(), m)) / (2 * epsilon);
          return (channels(at.view(), m) - 0.5f * ha).rowwise().mean();
        },
        /*done=*/2 * call.maps());
  }

 private:
  // What lies behind the layer, for its activations times `factor`.
  static vantage::Tape resumed(const vantage::Call& call, const vantage::Tape& tape, int32_t layer,
                               float factor, bool record) {
    call.step(factor > 1 ? 1 : 0, 3);
    const auto values = tape.value(layer);
    auto scaled = call.host.zeros(values.c()->shape, values.dims());
    std::transform(values.data(), values.data() + values.count(), scaled.data(),
                   [factor](float a) { return factor * a; });
    return call.model.resume(layer, scaled.view(), {layer}, record);
  }
  static void require_separation(const vantage::Call& call) {
    const auto info = call.model.layer(vantage::target_layer(call));
    if (!(info.flags & VTG_LAYER_SEPARATES))
      throw vantage::Error(VTG_INVALID, std::string("layer '") + info.name +
                                            "' does not separate the input from the scores, so its curvature "
                                            "cannot be measured; 'vantage models show' marks those that do");
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(ShapleyCam)
