// SPDX-License-Identifier: Apache-2.0
// Input x gradient: what each pixel adds to the score, were the network linear around the image.
#include "plugins/explainers/gradients/plain.hpp"

namespace {

using namespace vantage;

struct InputXGradient {
  static constexpr const char* tags[] = {"gradient", "pixels", "attribution", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "input-x-gradient",
      VTG_EXPLAINER,
      "Input x gradient",
      "1.0.0",
      "The gradient at the image times the (preprocessed) image: each pixel's share of the class score.",
      "Shrikumar, Greenside, Shcherbina and Kundaje, Not Just a Black Box: Learning Important Features "
      "Through "
      "Propagating Activation Differences, 2016, arXiv:1605.01713, sec. 2",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_VJP_INPUT;

  // Shares are signed and add up over channels.
  static Params params() {
    return {gradients::channels_param("sum"), gradients::sign_param("signed"), gradients::score_param()};
  }

  Tensor explain(const Call& call) {
    Tensor product = gradients::score_gradient(call);
    const int64_t size = call.images().count(1);
    for (int64_t m = 0; m < call.maps(); ++m) {
      const float* x = call.images().sample(call.image_of(m));
      float* g = product.sample(m);
      for (int64_t i = 0; i < size; ++i) g[i] *= x[i];
    }
    return gradients::pixel_maps(call, product.view());
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(InputXGradient)
