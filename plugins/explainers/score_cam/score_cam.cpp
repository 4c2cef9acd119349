// SPDX-License-Identifier: Apache-2.0
// Score-CAM: the weight of a channel is the class's score on the image seen through that channel.
//
// Defaults are those of the author's code: probabilities, no baseline, no softmax over channels, constant
// channels skipped. That code adds the channels up at the image's size and the host enlarges the sum, which
// is the same but for the ReLU, where a layer has negative values. Hidden parts are zeros after
// preprocessing.
#include "plugins/explainers/score_cam/score_weighted.hpp"

namespace {

using namespace vantage::score_cam;

struct ScoreCam {
  static constexpr const char* tags[] = {"cam", "perturbation", "gradient-free", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "score-cam",
      VTG_EXPLAINER,
      "Score-CAM",
      "1.0.0",
      "Channels of a layer, weighted by the class's score on the image seen through each.",
      "Wang et al., Score-CAM: Score-Weighted Visual Explanations for Convolutional Neural Networks, CVPRW "
      "2020, arXiv:1910.01279, eq. 4-6, algorithm 1",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_PERTURB;

  static vantage::Params params() {
    using namespace vantage;
    return {
        target_layer_param(),
        relu_param(),
        perturbation::score_param("prob"),
        channel_softmax_param(),
        baseline_param(),
        max_channels_param(),
        unscored_param(),
        float_param("max_error", "Certain error", 0, 0, 0.5,
                    "Stop as soon as no value of the map, in [0,1], can be off by more than this; 0 scores "
                    "every channel"),
        upsampling_param(),
        normalise_param(),
        flat_channels_param()};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const Saving saving = {call.params.integer("max_channels"),
                           call.params.choice("unscored") == "interpolate", call.params.number("max_error")};
    if (saving.max_error > 0 &&
        (call.params.choice("score") != "prob" || call.params.choice("baseline") != "none" ||
         call.params.boolean("channel_softmax") || call.params.choice("flat_channels") != "skip"))
      throw vantage::Error(VTG_INVALID,
                           "max_error is certain only of plain probabilities; use it with score=prob, "
                           "baseline=none, channel_softmax=false and flat_channels=skip");
    if (saving.max_error > 0 && saving.most > 0)
      throw vantage::Error(VTG_INVALID,
                           "max_channels and max_error exclude each other; set one of them to 0");
    const Masking how = {
        call.params.choice("upsampling") == "bilinear" ? VTG_UP_BILINEAR : VTG_UP_BILINEAR_ALIGNED,
        stretched_after(call.params)};
    return score_weighted(call, saving, 1, [&](MaskedScores& image, const RowMajor& rows, MapSize size) {
      return image.under(rows, size, how);
    });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(ScoreCam)
