// SPDX-License-Identifier: Apache-2.0
// Faster-Score-CAM: Score-CAM of the few channels that vary most, the others left out.
#include "plugins/explainers/score_cam/score_weighted.hpp"

namespace {

using namespace vantage::score_cam;

struct FasterScoreCam {
  static constexpr const char* tags[] = {"cam", "perturbation", "gradient-free", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "faster-score-cam",
      VTG_EXPLAINER,
      "Faster-Score-CAM",
      "1.0.0",
      "Score-CAM of the channels with the largest standard deviation.",
      "tabayashi0117, Faster-Score-CAM, https://github.com/tabayashi0117/Score-CAM, after Wang et "
      "al., Score-CAM, CVPRW 2020, arXiv:1910.01279, eq. 4-6",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_PERTURB;

  static vantage::Params params() {
    return {vantage::target_layer_param(),
            vantage::relu_param(),
            vantage::perturbation::score_param("prob"),
            channel_softmax_param(),
            baseline_param(),
            max_channels_param(10),
            normalise_param(),
            flat_channels_param()};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const Saving saving = {call.params.integer("max_channels"), /*interpolate=*/false};
    const Masking how = {VTG_UP_BILINEAR, stretched_after(call.params)};
    return score_weighted(call, saving, 1, [&](MaskedScores& image, const RowMajor& rows, MapSize size) {
      return image.under(rows, size, how);
    });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(FasterScoreCam)
