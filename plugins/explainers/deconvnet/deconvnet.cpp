// SPDX-License-Identifier: Apache-2.0
// Deconvnet: a ReLU rectifies the gradient on its way back, whatever its own state was.
#include "plugins/explainers/gradients/plain.hpp"

namespace {

using namespace vantage;

struct Deconvnet {
  static constexpr const char* tags[] = {"gradient", "pixels", "rules", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "deconvnet",
      VTG_EXPLAINER,
      "Deconvnet",
      "1.0.0",
      "The class score run backwards through the network, where every ReLU rectifies what comes back.",
      "Zeiler and Fergus, Visualizing and Understanding Convolutional Networks, ECCV 2014, arXiv:1311.2901, "
      "sec. 2.1",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_VJP_INPUT | VTG_CAN_RULES;

  // Papers show the three channels as colours; as one number they are usually the sum of magnitudes, in which
  // the light and the dark side of an edge do not cancel.
  static Params params() { return {gradients::channels_param("sum-abs"), gradients::sign_param("absolute")}; }

  Tensor explain(const Call& call) {
    return gradients::pixel_maps(call, gradients::logit_gradient(call, VTG_RULE_DECONV).view());
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(Deconvnet)
