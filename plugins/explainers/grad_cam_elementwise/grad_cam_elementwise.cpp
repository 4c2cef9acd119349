// SPDX-License-Identifier: Apache-2.0
// GradCAMElementWise: HiResCAM with the ReLU inside the sum, so that no channel speaks against the class.
#include "vantage/linear_cam.hpp"

namespace {

struct GradCamElementWise {
  static constexpr const char* tags[] = {"cam", "gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "grad-cam-elementwise",
      VTG_EXPLAINER,
      "Element-wise Grad-CAM",
      "1.0.0",
      "Activations times gradients where that is positive, summed over channels.",
      "Gildenblat et al., GradCAMElementWise of pytorch-grad-cam, 2021 (no paper): sum_k ReLU(g_k * A_k)",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() { return {vantage::target_layer_param()}; }

  vantage::Tensor explain(const vantage::Call& call) {
    return vantage::pixel_cam(call, /*relu=*/false, [](const auto& a, const auto& g) -> Eigen::RowVectorXf {
      return vantage::positive(a.cwiseProduct(g)).colwise().sum();
    });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(GradCamElementWise)
