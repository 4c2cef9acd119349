// SPDX-License-Identifier: Apache-2.0
// Guided Grad-CAM: the pixels of guided backpropagation, where Grad-CAM sees the class.
#include "plugins/explainers/gradients/pixels.hpp"
#include "vantage/linear_cam.hpp"
#include "vantage/resize.hpp"

namespace {

using namespace vantage;

constexpr const char* kUpsample[] = {"bilinear", "nearest", nullptr};

struct GuidedGradCam {
  static constexpr const char* tags[] = {"cam", "gradient", "pixels", "rules", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "guided-grad-cam",
      VTG_EXPLAINER,
      "Guided Grad-CAM",
      "1.0.0",
      "Guided backpropagation, kept only where Grad-CAM finds evidence for the class.",
      "Selvaraju et al., Grad-CAM: Visual Explanations from Deep Networks via Gradient-based Localization, "
      "ICCV 2017, arXiv:1610.02391, sec. 3.2",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER | VTG_CAN_VJP_INPUT | VTG_CAN_RULES;

  static Params params() {
    return {target_layer_param(),
            enum_param("upsample", "Enlarging", "bilinear", kUpsample,
                       "How Grad-CAM's map grows to the image's size: smoothly (the paper's) or in blocks"),
            gradients::channels_param("sum-abs"), gradients::sign_param("absolute")};
  }

  Tensor explain(const Call& call) {
    const int32_t layer = call.params.layer("layer");
    require_maps(call, layer);
    const auto tape = call.model.forward(call.images(), {VTG_LAYER_INPUT, layer}, /*record=*/true);
    const Tensor gradient = call.class_gradient(tape, layer);
    const Tensor cam =
        weighted_sum(call, tape.value(layer), /*relu=*/true, [&](const auto&, int64_t m) -> Eigen::VectorXf {
          return eigen::channels(gradient.view(), m).rowwise().mean();
        });
    Tensor guided = call.class_gradient(tape, VTG_LAYER_INPUT, VTG_RULE_GUIDED);
    multiply(call, cam.view(), guided);
    return gradients::pixel_maps(call, guided.view());
  }

 private:
  // Every channel of maps() x C x H x W by the enlarged maps() x h x w.
  static void multiply(const Call& call, View cam, Tensor& guided) {
    const int32_t how = call.params.choice("upsample") == "nearest" ? VTG_UP_NEAREST : VTG_UP_BILINEAR;
    const int64_t channels = guided.view().size(1), height = guided.view().size(2),
                  width = guided.view().size(3);
    for (int64_t m = 0; m < call.maps(); ++m) {
      const Eigen::Map<const eigen::RowMajor> small(cam.sample(m), cam.size(1), cam.size(2));
      const eigen::RowMajor large = eigen::resized(small, height, width, how);
      for (int64_t c = 0; c < channels; ++c)
        Eigen::Map<eigen::RowMajor>(guided.sample(m) + c * large.size(), height, width).array() *=
            large.array();
    }
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(GuidedGradCam)
