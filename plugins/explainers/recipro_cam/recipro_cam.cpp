// SPDX-License-Identifier: Apache-2.0
// Recipro-CAM: the class score of each position of a layer alone.
#include "plugins/explainers/ablation_cam/head.hpp"
#include "plugins/explainers/ablation_cam/resume.hpp"
#include "plugins/explainers/ablation_cam/scores.hpp"

namespace {

using vantage::tail::Head;
using vantage::tail::Scores;

/// Where a position's values are put, and how much of them: on itself, or spread over its neighbours too.
class Spread {
 public:
  Spread(int64_t height, int64_t width, bool gaussian) : height_(height), width_(width), reach_(gaussian) {}
  template <class Use>
  void around(int64_t position, Use&& use) const {  // use(position, factor)
    const int64_t y = position / width_, x = position % width_;
    for (int64_t dy = -reach_; dy <= reach_; ++dy)
      for (int64_t dx = -reach_; dx <= reach_; ++dx)
        if (y + dy >= 0 && y + dy < height_ && x + dx >= 0 && x + dx < width_)
          use((y + dy) * width_ + x + dx,
              reach_ ? 0.25f / static_cast<float>((1 + dy * dy) * (1 + dx * dx)) : 1.0f);
  }
  int64_t positions() const { return height_ * width_; }

 private:
  int64_t height_, width_, reach_;
};

struct ReciproCam {
  static constexpr const char* tags[] = {"cam", "gradient-free", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "recipro-cam",
      VTG_EXPLAINER,
      "Recipro-CAM",
      "1.0.0",
      "For each position of a layer, the class score when all other positions are zero.",
      "Byun and Lee, ReciproCAM: Lightweight Gradient-free Class Activation Map for Post-hoc Explanations, "
      "CVPR Workshops 2024, arXiv:2209.14074, eq. 2-4",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_RESUME;

  static vantage::Params params() {
    static constexpr const char* masks[] = {"point", "gaussian", nullptr};
    return {vantage::target_layer_param(), vantage::relu_param(false), vantage::gradients::score_param(),
            vantage::advanced(vantage::enum_param(
                "mask", "Mask", "point", masks,
                "A position alone, or its values spread over 3 x 3 positions by 1/4, 1/8 and 1/16")),
            vantage::tail::closed_form_param()};
  }

  vantage::Tensor explain(const vantage::Call& call) {
    const int32_t layer = vantage::target_layer(call);
    vtg_head head{};
    if (call.params.boolean("closed_form")) head = call.model.head(layer);
    if (head.channels == 0) vantage::tail::require_separates(call, layer, "Recipro-CAM");
    const auto tape = call.model.forward(call.images(), {layer});
    const auto values = tape.value(layer);
    const int64_t classes = tape.logits().size(1);
    const Spread spread(values.size(2), values.size(3), call.params.choice("mask") == "gaussian");

    auto out = call.host.zeros({call.maps(), values.size(2), values.size(3)});
    for (int64_t first = 0, last = 0; first < call.maps(); first = last) {
      while (last < call.maps() && call.image_of(last) == call.image_of(first)) ++last;
      call.step(first, call.maps());
      const auto a = vantage::eigen::channels(values, call.image_of(first));
      const Scores scores(call, first, last, classes);
      const auto keep = [&](int64_t position, const Eigen::VectorXd& s) {
        for (int64_t m = first; m < last; ++m) out.sample(m)[position] = static_cast<float>(s[m - first]);
      };
      if (head.channels)
        calculate(Head(head, scores.needed()), scores, spread, a, keep);
      else
        pass(call, scores, layer, classes, spread, first, a, keep);
      for (int64_t m = first; m < last && call.params.boolean("relu"); ++m) {
        auto map = vantage::eigen::pixels(out, m);
        map = vantage::positive(map).eval();
      }
    }
    return out;
  }

 private:
  // The evidence is linear where it is not zero, and inner() lets a positive factor through.
  template <class A, class Keep>
  static void calculate(const Head& head, const Scores& scores, const Spread& spread, const A& a,
                        Keep&& keep) {
    const Eigen::MatrixXd evidence = head.weights() * head.inner(a.template cast<double>());
    const Eigen::VectorXd elsewhere = head.outer(head.bias());
    const auto all = static_cast<double>(spread.positions());
    for (int64_t p = 0; p < spread.positions(); ++p) {
      Eigen::VectorXd logits = all * elsewhere;
      spread.around(p, [&](int64_t, float factor) {
        logits += head.outer(double{factor} * evidence.col(p) + head.bias()) - elsewhere;
      });
      keep(p, scores.of(Eigen::VectorXd(logits / all)));
    }
  }

  template <class A, class Keep>
  static void pass(const vantage::Call& call, const Scores& scores, int32_t layer, int64_t classes,
                   const Spread& spread, int64_t first, const A& a, Keep&& keep) {
    const int64_t n = spread.positions();
    vantage::tail::each_variant(
        call, layer, n, [&](int64_t i) { call.step(first * n + i, n * call.maps()); },
        [&](int64_t i, float* x) {
          spread.around(i, [&](int64_t to, float factor) {
            for (Eigen::Index k = 0; k < a.rows(); ++k) x[k * n + to] = factor * a(k, i);
          });
        },
        [&](int64_t i, const float* logits) { keep(i, scores.of(logits, classes)); });
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(ReciproCam)
