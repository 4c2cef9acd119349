// SPDX-License-Identifier: Apache-2.0
// Eigen-CAM: what the channels of a layer have most in common.
#include "plugins/explainers/eigen_cam/class_independent.hpp"
#include "plugins/explainers/eigen_cam/component.hpp"

namespace {

struct EigenCam {
  static constexpr const char* tags[] = {"cam", "gradient-free", "class-independent", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "eigen-cam",
      VTG_EXPLAINER,
      "Eigen-CAM",
      "1.0.0",
      "First principal component of a layer's channels; the same for every class.",
      "Muhammad and Yeasin, Eigen-CAM: Class Activation Map using Principal Components, IJCNN 2020, "
      "arXiv:2008.00299, eq. 3-5; centred as in principal component analysis",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP;

  static vantage::Params params() {
    return {vantage::target_layer_param(), vantage::relu_param(false), vantage::principal::sign_param(),
            vantage::advanced(vantage::bool_param(
                "center", "Centre channels", true,
                "Subtract each channel's mean first, so that the component is what varies over the image "
                "(the paper's own equations do not)"))};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const int32_t layer = vantage::target_layer(call);
    const bool centred = call.params.boolean("center");
    const auto tape = call.model.forward(call.images(), {layer});
    return vantage::one_map_an_image(call, tape.value(layer), [&](const auto& a, int64_t m) {
      return vantage::principal::component_map(call, a, [&](const auto& values) {
        return vantage::principal::projection(values.template cast<double>(), centred,
                                              [&] { call.step(m, call.maps()); });
      });
    });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(EigenCam)
