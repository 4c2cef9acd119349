// SPDX-License-Identifier: Apache-2.0
// Random-CAM: the control. A method that is no better than this one has found nothing.
#include "vantage/linear_cam.hpp"

namespace {

struct RandomCam {
  static constexpr const char* tags[] = {"cam", "control", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "random-cam",
      VTG_EXPLAINER,
      "Random-CAM",
      "1.0.0",
      "Channels of a layer, weighted at random in [-1,1): the control for every other CAM.",
      "control; compare Adebayo et al., Sanity Checks for Saliency Maps, NeurIPS 2018, arXiv:1810.03292",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP;

  static vantage::Params params() { return {vantage::target_layer_param(), vantage::relu_param()}; }

  vantage::Tensor explain(const vantage::Call& call) {
    const int32_t layer = call.params.layer("layer");
    vantage::require_maps(call, layer);
    const auto tape = call.model.forward(call.images(), {layer});
    return vantage::weighted_sum(call, tape.value(layer), call.params.boolean("relu"),
                                 [&](const auto& a, int64_t) -> Eigen::VectorXf {
                                   auto random = call.random();
                                   Eigen::VectorXf w(a.rows());
                                   for (auto& x : w) x = static_cast<float>(2 * random.uniform() - 1);
                                   return w;
                                 });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(RandomCam)
