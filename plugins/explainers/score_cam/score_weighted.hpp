// SPDX-License-Identifier: Apache-2.0
// The frame of Score-CAM and its relatives: L = ReLU(sum_k w_k A_k), w_k from the scores of the image under
// channel k as a mask. They differ in how a channel is scored; here is which ones are, and what follows.
#pragma once
#include <limits>

#include "plugins/explainers/score_cam/certificate.hpp"
#include "plugins/explainers/score_cam/interpolation.hpp"
#include "plugins/explainers/score_cam/weights.hpp"
#include "vantage/linear_cam.hpp"

namespace vantage::score_cam {

inline vtg_param_info flat_channels_param() {
  static constexpr const char* choices[] = {"skip", "score", nullptr};
  return advanced(enum_param("flat_channels", "Constant channels", "skip", choices,
                             "A channel that is the same everywhere gets no weight (skip), or that of the "
                             "image hidden altogether (score)"));
}
inline vtg_param_info max_channels_param(int64_t n = 0) {
  return int_param("max_channels", "Channels scored", n, 0, 65536,
                   "Score so many channels instead of all (0): time falls in proportion");
}
inline vtg_param_info unscored_param() {
  static constexpr const char* choices[] = {"interpolate", "drop", nullptr};
  return enum_param("unscored", "Other channels", "interpolate", choices,
                    "With max_channels: score the channels that tell most of the others and infer those from "
                    "them (interpolate), or the strongest, and leave the others out (drop)");
}

struct Saving {
  int64_t most = 0;         ///< channels scored; 0: all
  bool interpolate = true;  ///< the others
  double max_error = 0;     ///< or stop when it is certain that the map is no further off; 0: never
};

/// Channels and their scores, one row each; channels not listed have no weight.
struct Scored {
  Indices of;
  Matrix scores;
  void add(const Indices& more, const Matrix& rows) {
    of.insert(of.end(), more.begin(), more.end());
    scores.conservativeResize(scores.rows() + rows.rows(), rows.cols());
    scores.bottomRows(rows.rows()) = rows;
  }
};

/// Scores channels until it is certain that the map is right to max_error; weights are their probabilities.
template <class Score>
Scored score_until_certain(const Call& call, MaskedScores& image, const Channels& channels, double max_error,
                           Score&& score) {
  Certificate certificate(channels, call.params.boolean("relu"));
  const Indices& order = certificate.order();
  Matrix maps = Matrix::Zero(channels.values().cols(), image.classes());
  Scored all;
  auto next = order.begin();
  double bound = 1;
  while (next != order.end() && (bound = certificate.bound(maps)) > max_error) {
    const auto n = std::min<int64_t>(order.end() - next, image.at_once());
    const Indices some(next, next + n);
    const auto rows = channels.rows(some);
    all.add(some, score(image, rows));
    maps += rows.transpose() * all.scores.bottomRows(n);
    for (const auto k : some) certificate.count(channels, k);
    next += n;
  }
  if (next == order.end()) bound = 0;
  call.host.log(1, "score-cam: " + std::to_string(all.of.size()) + " of " + std::to_string(order.size()) +
                       " channels scored; no value of the map is off by more than " + std::to_string(bound));
  return all;
}

/// Scores the channels that tell most of the others, and infers those. Probabilities are interpolated as
/// logarithms: they differ by orders of magnitude.
template <class Score>
Scored score_and_interpolate(MaskedScores& image, const Channels& channels, int64_t most, bool probabilities,
                             Score&& score) {
  const Indices& varied = channels.varied();
  const auto rows = channels.rows(varied);
  const Interpolation rest(stretched(rows), rows.cwiseAbs().rowwise().sum().cast<double>(), most);
  Indices chosen;
  for (const auto i : rest.chosen()) chosen.push_back(varied[static_cast<size_t>(i)]);
  const Eigen::MatrixXd known = score(image, channels.rows(chosen)).template cast<double>();
  Matrix all(rows.rows(), known.cols());
  for (Eigen::Index c = 0; c < known.cols(); ++c) {
    const auto s = known.col(c);
    if (probabilities)
      all.col(c) =
          rest.all(s.cwiseMax(1e-30).array().log()).array().exp().cwiseMin(1.0).template cast<float>();
    else
      all.col(c) = rest.all(s).template cast<float>();
    for (Eigen::Index i = 0; i < known.rows(); ++i)  // as they are, with no logarithm in between
      all(rest.chosen()[static_cast<size_t>(i)], c) = static_cast<float>(known(i, c));
  }
  return {varied, all};
}

/// maps() x h x w. score_of(image, rows, size): the scores, M x classes, of M channels, M x h*w, for which it
/// needs `passes` forward passes each. Reads "layer", "relu", "score", "flat_channels" and what weigh()
/// reads.
template <class ScoreOf>
Tensor score_weighted(const Call& call, const Saving& saving, int64_t passes, ScoreOf&& score_of) {
  const int32_t layer = call.params.layer("layer");
  require_maps(call, layer);
  const bool probabilities = call.params.choice("score") == "prob";
  const Tape tape = call.model.forward(call.images(), {layer});
  const View values = tape.value(layer);
  const MapSize size = {values.size(2), values.size(3)};
  const auto score = [&](MaskedScores& image, const RowMajor& rows) { return score_of(image, rows, size); };
  Tensor out = call.host.zeros({call.maps(), size.h, size.w});
  perturbation::each_image(call, [&](int64_t n, int64_t first, int64_t classes) {
    const Channels channels(eigen::channels(values, n));
    Eigen::Map<RowMajor> weighted(out.sample(first), classes, values.count(2));
    if (!channels.values().allFinite()) {
      weighted.setConstant(std::numeric_limits<float>::quiet_NaN());  // no mask can be made of that
      return;
    }
    MaskedScores image(call, n, first, classes, probabilities);
    const auto varied = static_cast<int64_t>(channels.varied().size());
    const bool all = saving.most == 0 || saving.most >= varied;
    image.expect(passes * (all ? varied : saving.most));
    Scored scored;
    if (saving.max_error > 0) {
      scored = score_until_certain(call, image, channels, saving.max_error, score);
    } else if (!all && saving.interpolate) {
      scored = score_and_interpolate(image, channels, saving.most, probabilities, score);
    } else if (varied > 0) {
      Indices of = all ? channels.varied() : channels.by_deviation();
      if (!all) of.resize(static_cast<size_t>(saving.most));
      scored.add(of, score(image, channels.rows(of)));
    }
    if (call.params.choice("flat_channels") == "score" && !channels.flat().empty()) {
      const Matrix one = score(image, channels.rows({channels.flat().front()}));
      scored.add(channels.flat(), one.replicate(static_cast<Eigen::Index>(channels.flat().size()), 1));
    }
    if (scored.of.empty()) return;  // nothing to see: zeros
    weigh(call, image, scored.scores);
    weighted.noalias() = scored.scores.transpose() * channels.rows(scored.of);
    if (call.params.boolean("relu")) weighted = weighted.unaryExpr([](float x) { return x < 0 ? 0.0f : x; });
  });
  return out;
}

}  // namespace vantage::score_cam
