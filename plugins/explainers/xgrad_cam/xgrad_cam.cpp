// SPDX-License-Identifier: Apache-2.0
// XGrad-CAM: gradients averaged where the channel is active, so that the weights account for the score.
#include "vantage/linear_cam.hpp"

namespace {

struct XGradCam {
  static constexpr const char* tags[] = {"cam", "gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "xgrad-cam",
      VTG_EXPLAINER,
      "XGrad-CAM",
      "1.0.0",
      "Channels of a layer, weighted by their gradients averaged where they are active.",
      "Fu et al., Axiom-based Grad-CAM: Towards Accurate Visualization and Explanation of CNNs, BMVC 2020, "
      "arXiv:2008.02312: w_k = sum(g_k * A_k) / sum(A_k)",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() {
    return {vantage::target_layer_param(), vantage::relu_param(),
            vantage::advanced(vantage::float_param(
                "epsilon", "Guard", 0, 0, 1,
                "Added to each channel's sum before it divides; 0 as in the paper: a sum of 0 then divides "
                "as 1 (authors' code 1e-6, pytorch-grad-cam 1e-7, torch-cam 1e-8)"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const auto epsilon = static_cast<float>(call.params.number("epsilon"));
    return vantage::gradient_cam(call, [&](const auto& a, const auto& g) -> Eigen::VectorXf {
      const auto guarded = [](float sum) { return sum == 0 ? 1.0f : sum; };
      return a.cwiseProduct(g).rowwise().sum().array() /
             (a.rowwise().sum().array() + epsilon).unaryExpr(guarded);
    });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(XGradCam)
