// SPDX-License-Identifier: Apache-2.0
// Grad-CAM++: positive gradients, weighted so that several instances of the class count alike.
#include "plugins/explainers/grad_cam_plus_plus/plus_plus.hpp"

namespace {

struct GradCamPlusPlus {
  static constexpr const char* tags[] = {"cam", "gradient", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "grad-cam++",
      VTG_EXPLAINER,
      "Grad-CAM++",
      "1.0.0",
      "Channels of a layer, weighted by their positive gradients so that each instance of the class counts.",
      "Chattopadhay et al., Grad-CAM++: Improved Visual Explanations for Deep Convolutional Networks, WACV "
      "2018, arXiv:1710.11063, eq. 19, with alpha normalised as in the authors' code",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;

  static vantage::Params params() {
    return vantage::plus_plus::params({vantage::target_layer_param(), vantage::relu_param()});
  }

  vantage::Tensor explain(const vantage::Call& call) {
    return vantage::gradient_cam(call, vantage::plus_plus::Weights(call.params));
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(GradCamPlusPlus)
