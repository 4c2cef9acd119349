// SPDX-License-Identifier: MIT
// XGrad-CAM: weight each channel by its gradient, averaged where it is active. Change the id, the
// description and the weights, and it is yours.
#include <vantage/linear_cam.hpp>

namespace {

struct MyCam {
  static constexpr const char* tags[] = {"cam", "gradient", nullptr};
  // clang-format off
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor), 0, "org.example.my-cam", VTG_EXPLAINER, "My CAM", "1.0.0",
      "Grad-CAM with weights that sum to the class score.", "Fu et al., BMVC 2020, arXiv:2008.02312", "MIT", tags};
  // clang-format on
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() { return {vantage::target_layer_param(), vantage::relu_param()}; }

  vantage::Tensor explain(const vantage::Call& call) {
    // The K weights of one map, from its activations and gradients, both K x h*w.
    return vantage::gradient_cam(call, [](const auto& a, const auto& g) -> Eigen::VectorXf {
      return a.cwiseProduct(g).rowwise().sum().array() / (a.rowwise().sum().array() + 1e-7f);
    });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(MyCam)
