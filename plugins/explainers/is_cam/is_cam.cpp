// SPDX-License-Identifier: Apache-2.0
// IS-CAM: Score-CAM's score of a channel, averaged while the masked image grows from nothing to itself.
#include "plugins/explainers/score_cam/score_weighted.hpp"

namespace {

using namespace vantage::score_cam;

struct IsCam {
  static constexpr const char* tags[] = {"cam", "perturbation", "gradient-free", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "is-cam",
      VTG_EXPLAINER,
      "IS-CAM",
      "1.0.0",
      "Score-CAM with scores averaged along the way from a black image to the masked one.",
      "Naidu et al., IS-CAM: Integrated Score-CAM for axiomatic-based explanations, 2020, arXiv:2010.03023, "
      "sec. 3",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_PERTURB;

  static vantage::Params params() {
    using namespace vantage;
    static constexpr const char* coefficients[] = {"linear", "cumulative", nullptr};
    return {
        target_layer_param(),
        relu_param(),
        int_param("steps", "Steps", 10, 1, 1000, "Forward passes of every channel"),
        perturbation::score_param("prob"),
        channel_softmax_param(),
        baseline_param(),
        max_channels_param(),
        unscored_param(),
        advanced(enum_param("coefficient", "Step", "linear", coefficients,
                            "Step i of N shows i/N of the masked image (linear), or the sum of all shares "
                            "up to that, which goes beyond the image (cumulative, as torch-cam)")),
        normalise_param(),
        flat_channels_param()};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const Saving saving = {call.params.integer("max_channels"),
                           call.params.choice("unscored") == "interpolate"};
    const Masking how = {VTG_UP_BILINEAR, stretched_after(call.params)};
    const int64_t steps = call.params.integer("steps");
    const bool cumulative = call.params.choice("coefficient") == "cumulative";
    return score_weighted(call, saving, steps, [&](MaskedScores& image, const RowMajor& rows, MapSize size) {
      const vantage::View whole = image.image();
      auto part = call.host.zeros({1, whole.size(1), whole.size(2), whole.size(3)});
      Matrix sum = Matrix::Zero(rows.rows(), image.classes());
      float share = 0;  // mask * (share * image): the mask may be stretched to [0,1] last
      for (int64_t i = 1; i <= steps; ++i) {
        const float step = static_cast<float>(i) / static_cast<float>(steps);
        share = cumulative ? share + step : step;
        for (int64_t x = 0; x < whole.count(); ++x) part.data()[x] = share * whole.data()[x];
        sum += image.under(part.view(), rows, size, how);
      }
      return Matrix(sum / static_cast<float>(steps));
    });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(IsCam)
