// SPDX-License-Identifier: Apache-2.0
// Grad-CAM: weight each channel by the mean of its gradient.
#include "vantage/linear_cam.hpp"

namespace {

struct GradCam {
  static constexpr const char* tags[] = {"cam", "gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "grad-cam",
      VTG_EXPLAINER,
      "Grad-CAM",
      "1.0.0",
      "Channels of a layer, weighted by the mean gradient of the class score.",
      "Selvaraju et al., Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization, "
      "ICCV 2017, arXiv:1610.02391, eq. 1-2",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() { return {vantage::target_layer_param(), vantage::relu_param()}; }

  vantage::Tensor explain(const vantage::Call& call) {
    return vantage::gradient_cam(
        call, [](const auto&, const auto& g) -> Eigen::VectorXf { return g.rowwise().mean(); });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(GradCam)
