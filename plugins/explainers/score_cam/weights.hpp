// SPDX-License-Identifier: Apache-2.0
// From the scores of masked images to the weights of channels: where the paper, its author's code and the
// libraries differ most.
#pragma once
#include "plugins/explainers/score_cam/blurred.hpp"
#include "plugins/explainers/score_cam/masked_scores.hpp"

namespace vantage::score_cam {

inline vtg_param_info baseline_param(const char* value = "none") {
  static constexpr const char* choices[] = {"none", "black", "blur", "input", nullptr};
  return advanced(enum_param(
      "baseline", "Score subtracted", value, choices,
      "Count only what a masked image scores beyond nothing (none), beyond what shows where masks hide "
      "(black), beyond the blurred image (blur) or beyond the whole image (input)"));
}
inline vtg_param_info channel_softmax_param(bool on = false) {
  return bool_param("channel_softmax", "Softmax over channels", on,
                    "Weights that add up to one over all channels (the paper's second version): the few best "
                    "channels of a logit, nearly the mean of all for a probability");
}

/// scores: K x n, becoming weights. Reads "baseline" and "channel_softmax".
inline void weigh(const Call& call, MaskedScores& image, Matrix& scores) {
  const std::string baseline = call.params.choice("baseline");
  if (baseline != "none") {
    const View x = image.image();
    Tensor other;
    if (baseline == "black") other = call.host.zeros({1, x.size(1), x.size(2), x.size(3)});
    if (baseline == "blur") other = blurred(call.host, x);
    scores.rowwise() -= image.of(other ? other.view() : x);
  }
  if (!call.params.boolean("channel_softmax")) return;
  for (Eigen::Index c = 0; c < scores.cols(); ++c) {
    scores.col(c) = (scores.col(c).array() - scores.col(c).maxCoeff()).exp();
    scores.col(c) /= scores.col(c).sum();
  }
}

}  // namespace vantage::score_cam
