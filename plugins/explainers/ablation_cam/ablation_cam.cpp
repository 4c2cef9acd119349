// SPDX-License-Identifier: Apache-2.0
// Ablation-CAM: weight each channel by what the score loses without it.
#include "plugins/explainers/ablation_cam/head.hpp"
#include "plugins/explainers/ablation_cam/resume.hpp"
#include "plugins/explainers/ablation_cam/scores.hpp"

namespace {

using vantage::tail::Head;
using vantage::tail::Scores;

struct AblationCam {
  static constexpr const char* tags[] = {"cam", "gradient-free", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "ablation-cam",
      VTG_EXPLAINER,
      "Ablation-CAM",
      "1.0.0",
      "Channels of a layer, weighted by how much the class score falls without them.",
      "Desai and Ramaswamy, Ablation-CAM: Visual Explanations for Deep Convolutional Network via "
      "Gradient-free "
      "Localization, WACV 2020, doi:10.1109/WACV45572.2020.9093360, eq. 2-3",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_RESUME;

  static vantage::Params params() {
    static constexpr const char* ablations[] = {"zero", "minimum", nullptr};
    static constexpr const char* denominators[] = {"score", "absolute", nullptr};
    return {
        vantage::target_layer_param(),
        vantage::relu_param(),
        vantage::gradients::score_param(),
        vantage::advanced(vantage::enum_param(
            "ablation", "Ablated channels are", "zero", ablations,
            "Zero, as in the paper, or ten million below the layer's minimum unless that is 0 "
            "(pytorch-grad-cam)")),
        vantage::advanced(vantage::enum_param(
            "denominator", "Relative to", "score", denominators,
            "The score, as in the paper: where it is negative, evidence for and against change places. Or "
            "its magnitude, which keeps them")),
        vantage::tail::closed_form_param()};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const int32_t layer = vantage::target_layer(call);
    vtg_head head{};
    if (call.params.boolean("closed_form")) head = call.model.head(layer);
    if (head.channels == 0) vantage::tail::require_separates(call, layer, "Ablation-CAM");
    const bool magnitude = call.params.choice("denominator") == "absolute";
    const auto tape = call.model.forward(call.images(), {layer});
    const int64_t classes = tape.logits().size(1);

    Eigen::MatrixXf weights;  // K x the maps of one image
    int64_t first = 0, last = 0;
    return vantage::weighted_sum(
        call, tape.value(layer), call.params.boolean("relu"),
        [&](const auto& a, int64_t m) -> Eigen::VectorXf {
          if (m == last) {  // a new image: its maps share all work
            first = m;
            while (last < call.maps() && call.image_of(last) == call.image_of(m)) ++last;
            const Scores scores(call, first, last, classes);
            const auto drop = head.channels
                                  ? calculated(call, scores, head, a, ablated_value(call, a), m)
                                  : passed(call, scores, layer, a, ablated_value(call, a), m, classes);
            weights = relative(drop, magnitude).template cast<float>();
          }
          return weights.col(m - first);
        });
  }

 private:
  /// What the scores are, and what each channel's absence takes off them.
  struct Drop {
    Eigen::VectorXd scores;
    Eigen::MatrixXd lost;  ///< K x the maps of one image
  };

  template <class A>
  static float ablated_value(const vantage::Call& call, const A& a) {
    const float least = a.minCoeff();
    return call.params.choice("ablation") == "zero" || least == 0 ? 0.0f : least - 1e7f;
  }

  // Without channel k the evidence is what it was plus weights_k * (inner(ablated) - inner(A_k)).
  template <class A>
  static Drop calculated(const vantage::Call& call, const Scores& scores, const vtg_head& h, const A& a,
                         float ablated, int64_t m) {
    const Head head(h, scores.needed());
    const Eigen::MatrixXd kept = head.inner(a.template cast<double>());
    const Eigen::MatrixXd change =
        (head.inner(Eigen::MatrixXd::Constant(1, 1, double{ablated}))(0, 0) - kept.array()).matrix();
    const Eigen::MatrixXd z = (head.weights() * kept).colwise() + head.bias();
    const Eigen::VectorXd logits = head.outer(z).rowwise().mean();
    Drop drop{scores.of(logits), {}};
    drop.lost.resize(a.rows(), drop.scores.size());
    for (Eigen::Index k = 0; k < a.rows(); ++k) {
      call.step(m * a.rows() + k, a.rows() * call.maps());
      const auto w = head.weights().col(k);
      const Eigen::VectorXd without =
          head.linear() ? Eigen::VectorXd(logits + w * change.row(k).mean())
                        : Eigen::VectorXd(head.outer(z + w * change.row(k)).rowwise().mean());
      drop.lost.row(k) = drop.scores - scores.of(without);
    }
    return drop;
  }

  // One pass through the tail for each channel that has anything to lose, and one for the whole layer, first:
  // a drop is a small difference, in which another pass's rounding would show.
  template <class A>
  static Drop passed(const vantage::Call& call, const Scores& scores, int32_t layer, const A& a,
                     float ablated, int64_t m, int64_t classes) {
    constexpr Eigen::Index kNone = -1;
    std::vector<Eigen::Index> ablate{kNone};
    for (Eigen::Index k = 0; k < a.rows(); ++k)
      if (!(a.row(k).array() == ablated).all()) ablate.push_back(k);
    Drop drop;
    const auto n = static_cast<int64_t>(ablate.size());
    vantage::tail::each_variant(
        call, layer, n, [&](int64_t i) { call.step(m * n + i, n * call.maps()); },
        [&](int64_t i, float* x) {
          std::copy_n(a.data(), a.size(), x);
          const auto k = ablate[static_cast<size_t>(i)];
          if (k != kNone) std::fill_n(x + k * a.cols(), a.cols(), ablated);
        },
        [&](int64_t i, const float* without) {
          const auto k = ablate[static_cast<size_t>(i)];
          if (k == kNone) {
            drop.scores = scores.of(without, classes);
            drop.lost.setZero(a.rows(), drop.scores.size());
          } else {
            drop.lost.row(k) = drop.scores - scores.of(without, classes);
          }
        });
    return drop;
  }

  // A score of 0 leaves the differences as they are: a common factor does not change a map's look.
  static Eigen::MatrixXd relative(Drop drop, bool magnitude) {
    for (Eigen::Index m = 0; m < drop.scores.size(); ++m) {
      const double score = magnitude ? std::abs(drop.scores[m]) : drop.scores[m];
      if (score != 0) drop.lost.col(m) /= score;
    }
    return std::move(drop.lost);
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(AblationCam)
