// SPDX-License-Identifier: Apache-2.0
// CAM: the classifier's own weights, put back where the average pooling took the positions away.
#include "vantage/linear_cam.hpp"

namespace {

// The head behind the layer, where the class score is the mean of CAM's weighted sum.
vtg_head linear_head(const vantage::Call& call, int32_t layer) {
  const auto head = call.model.head(layer);
  const auto info = call.model.layer(layer);
  const auto refuse = [&](const char* why) {
    throw vantage::Error(VTG_INVALID, std::string("layer '") + info.name + "' " + why);
  };
  if (head.channels == 0 || head.channels != info.shape[0] || !head.weights)
    refuse(
        "is not followed by global average pooling and one linear layer, whose weights CAM reads; use "
        "grad-cam, which computes such weights for any head");
  if (head.inner == VTG_HEAD_RELU)
    refuse("is followed by a ReLU, so the classifier sees other values than CAM would; choose that ReLU");
  if (head.outer == VTG_HEAD_RELU)
    refuse(
        "leads to scores that a ReLU clips at each position before they are averaged, so CAM's weighted sum "
        "does not add up to the class score; use grad-cam");
  return head;
}

struct Cam {
  static constexpr const char* tags[] = {"cam", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "cam",
      VTG_EXPLAINER,
      "CAM",
      "1.0.0",
      "Channels of the last layer, weighted as the linear classifier behind global average pooling does.",
      "Zhou et al., Learning Deep Features for Discriminative Localization, CVPR 2016, arXiv:1512.04150, "
      "eq. 2",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP;

  static vantage::Params params() {
    return {vantage::target_layer_param(), vantage::relu_param(/*on=*/false)};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const int32_t layer = vantage::target_layer(call);
    const auto head = linear_head(call, layer);
    const auto tape = call.model.forward(call.images(), {layer});
    return vantage::weighted_sum(call, tape.value(layer), call.params.boolean("relu"),
                                 [&](const auto& a, int64_t m) -> Eigen::VectorXf {
                                   const float* row = head.weights + call.target(m) * head.channels;
                                   return Eigen::Map<const Eigen::VectorXf>(row, a.rows());
                                 });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(Cam)
