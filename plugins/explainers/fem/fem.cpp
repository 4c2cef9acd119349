// SPDX-License-Identifier: Apache-2.0
// FEM: where channels stand out from their own mean.
#include "plugins/explainers/eigen_cam/class_independent.hpp"

namespace {

struct Fem {
  static constexpr const char* tags[] = {"cam", "gradient-free", "class-independent", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "fem",
      VTG_EXPLAINER,
      "Feature Explanation Method",
      "1.0.0",
      "Where a layer's channels are unusually strong, by their own mean and deviation; the same for every "
      "class.",
      "Fuad et al., Features Understanding in 3D CNNs for Actions Recognition in Video, IPTA 2020, "
      "doi:10.1109/IPTA50016.2020.9286629, sec. III",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP;

  static vantage::Params params() {
    static constexpr const char* weights[] = {"mean", "fraction", nullptr};
    static constexpr const char* summands[] = {"mask", "activation", nullptr};
    return {
        vantage::target_layer_param(), vantage::relu_param(false),
        vantage::float_param("k", "Deviations", 2, 0, 10,
                             "How many standard deviations above its channel's mean a position is strong"),
        vantage::advanced(vantage::enum_param(
            "weight", "Weight of a channel", "mean", weights,
            "Its mean, as in the paper, or the fraction of its positions that are strong")),
        vantage::advanced(vantage::enum_param(
            "summand", "What is added up", "mask", summands,
            "A channel's strong positions alone (mask), as in the paper, or all its values"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const int32_t layer = vantage::target_layer(call);
    const auto deviations = static_cast<float>(call.params.number("k"));
    const bool by_mean = call.params.choice("weight") == "mean",
               masks = call.params.choice("summand") == "mask";
    const auto tape = call.model.forward(call.images(), {layer});
    return vantage::one_map_an_image(call, tape.value(layer), [&](const auto& a, int64_t) {
      Eigen::RowVectorXf map = Eigen::RowVectorXf::Zero(a.cols());
      for (Eigen::Index k = 0; k < a.rows(); ++k) {
        const float mean = a.row(k).mean();
        const float deviation = std::sqrt((a.row(k).array() - mean).square().mean());
        const Eigen::RowVectorXf strong =
            (a.row(k).array() > mean + deviations * deviation).template cast<float>();
        const float weight = by_mean ? mean : strong.mean();
        if (masks)
          map += weight * strong;
        else
          map += weight * a.row(k);
        if (std::isnan(mean)) map.setConstant(mean);  // no comparison with it says so
      }
      return map;
    });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(Fem)
