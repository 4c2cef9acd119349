// SPDX-License-Identifier: Apache-2.0
// Guided backpropagation: a ReLU that was off, or that is told to lower its value, passes nothing back.
#include "plugins/explainers/gradients/plain.hpp"

namespace {

using namespace vantage;

struct GuidedBackprop {
  static constexpr const char* tags[] = {"gradient", "pixels", "rules", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "guided-backprop",
      VTG_EXPLAINER,
      "Guided backpropagation",
      "1.0.0",
      "The gradient at the image, where every ReLU lets only positive gradients of active units through.",
      "Springenberg, Dosovitskiy, Brox and Riedmiller, Striving for Simplicity: The All Convolutional Net, "
      "ICLR workshop 2015, arXiv:1412.6806, fig. 1",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_VJP_INPUT | VTG_CAN_RULES;

  // Papers show the three channels as colours; as one number they are usually the sum of magnitudes, in which
  // the light and the dark side of an edge do not cancel.
  static Params params() { return {gradients::channels_param("sum-abs"), gradients::sign_param("absolute")}; }

  Tensor explain(const Call& call) {
    return gradients::pixel_maps(call, gradients::logit_gradient(call, VTG_RULE_GUIDED).view());
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(GuidedBackprop)
