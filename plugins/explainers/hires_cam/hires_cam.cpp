// SPDX-License-Identifier: Apache-2.0
// HiResCAM: gradient times activation, pixel by pixel, with no averaging in between.
#include "vantage/linear_cam.hpp"

namespace {

struct HiResCam {
  static constexpr const char* tags[] = {"cam", "gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "hires-cam",
      VTG_EXPLAINER,
      "HiResCAM",
      "1.0.0",
      "Activations times gradients, summed over channels: under a linear head the map adds up to the score.",
      "Draelos and Carin, Use HiResCAM instead of Grad-CAM for Faithful Explanations of Convolutional Neural "
      "Networks, 2020, arXiv:2011.08891: sum_k g_k * A_k, element by element, without a ReLU",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() {
    return {vantage::target_layer_param(), vantage::relu_param(/*on=*/false)};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    return vantage::pixel_cam(
        call, call.params.boolean("relu"),
        [](const auto& a, const auto& g) -> Eigen::RowVectorXf { return a.cwiseProduct(g).colwise().sum(); });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(HiResCam)
