// SPDX-License-Identifier: Apache-2.0
// Saliency: how much the score would change with each pixel.
#include "plugins/explainers/gradients/plain.hpp"

namespace {

using namespace vantage;

struct Saliency {
  static constexpr const char* tags[] = {"gradient", "pixels", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "saliency",
      VTG_EXPLAINER,
      "Saliency (gradient)",
      "1.0.0",
      "Pixels whose change would change the class score most: the gradient at the image.",
      "Simonyan, Vedaldi and Zisserman, Deep Inside Convolutional Networks: Visualising Image Classification "
      "Models and Saliency Maps, ICLR workshop 2014, arXiv:1312.6034, sec. 3.1",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_VJP_INPUT;

  // The paper's M_ij = max over c of |w_ijc|.
  static Params params() {
    return {gradients::channels_param("max-abs"), gradients::sign_param("absolute"),
            gradients::score_param()};
  }

  Tensor explain(const Call& call) {
    return gradients::pixel_maps(call, gradients::score_gradient(call).view());
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(Saliency)
