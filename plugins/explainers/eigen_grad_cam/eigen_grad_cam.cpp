// SPDX-License-Identifier: Apache-2.0
// Eigen-Grad-CAM: Eigen-CAM of activations times gradients, which tells classes apart.
#include "plugins/explainers/eigen_cam/component.hpp"

namespace {

struct EigenGradCam {
  static constexpr const char* tags[] = {"cam", "gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "eigen-grad-cam",
      VTG_EXPLAINER,
      "Eigen-Grad-CAM",
      "1.0.0",
      "First principal component of a layer's channels, each position times its gradient.",
      "Gildenblat, PyTorch library for CAM methods, 2021, https://github.com/jacobgil/pytorch-grad-cam: "
      "Eigen-CAM "
      "(Muhammad and Yeasin, arXiv:2008.00299) of activations times gradients",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() {
    return {vantage::target_layer_param(), vantage::relu_param(), vantage::principal::sign_param()};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const vantage::GradientAtLayer at(call);
    return vantage::cam_of_each(
        call, at.values(), call.params.boolean("relu"), [&](const auto& a, int64_t m) {
          const vantage::eigen::RowMajor evidence = a.cwiseProduct(at.of_map(m));
          return vantage::principal::component_map(call, evidence, [&](const auto& values) {
            return vantage::principal::projection(values.template cast<double>(), /*centred=*/true,
                                                  [&] { call.step(m, call.maps()); });
          });
        });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(EigenGradCam)
