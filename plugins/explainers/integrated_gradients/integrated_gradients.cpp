// SPDX-License-Identifier: Apache-2.0
// Integrated gradients: what each pixel adds to the score on the straight way from a baseline to the image.
//   IG_i = (x_i - x'_i) * integral over a in [0,1] of d score(x' + a (x - x')) / d x_i
#include <cmath>

#include "plugins/explainers/gradients/pixels.hpp"
#include "plugins/explainers/gradients/variants.hpp"
#include "plugins/explainers/integrated_gradients/baseline.hpp"
#include "plugins/explainers/integrated_gradients/quadrature.hpp"

namespace {

using namespace vantage;
using Numbers = Eigen::Map<Eigen::ArrayXf>;
using ConstNumbers = Eigen::Map<const Eigen::ArrayXf>;

constexpr const char* kRules[] = {"gauss-legendre", "trapezoid", "riemann-midpoint", nullptr};

struct IntegratedGradients {
  static constexpr const char* tags[] = {"gradient", "pixels", "attribution", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "integrated-gradients",
      VTG_EXPLAINER,
      "Integrated gradients",
      "1.0.0",
      "Each pixel's share of the score that the image has and an empty baseline has not.",
      "Sundararajan, Taly and Yan, Axiomatic Attribution for Deep Networks, ICML 2017, arXiv:1703.01365, eq. "
      "1 "
      "and 3",
      "Apache-2.0",
      tags};
  static constexpr uint64_t needs = VTG_CAN_VJP_INPUT;

  // Shares are signed and add up over channels, so that a whole map adds up to the change of the score.
  static Params params() {
    return {
        int_param("steps", "Steps", 50, 2, 1000, "Images on the way from the baseline; more are more exact"),
        gradients::baseline_param(),
        advanced(enum_param("rule", "Quadrature", "gauss-legendre", kRules,
                            "Where on the way gradients are taken, and what each of them weighs")),
        advanced(float_param("tolerance", "Tolerance", 0.05, 0, 1,
                             "Warn where a map's sum misses the change of the score by more than this "
                             "share of it; 1 is never")),
        gradients::channels_param("sum"),
        gradients::sign_param("signed"),
        gradients::score_param()};
  }

  Tensor explain(const Call& call) {
    const gradients::Score score(call.params);
    const View images = call.images();
    const int64_t size = images.count(1);
    const auto nodes = gradients::quadrature(call.params.choice("rule"), int(call.params.integer("steps")));
    const Tensor from = gradients::baselines(call);
    Tensor shares = call.host.zeros({call.maps(), images.size(1), images.size(2), images.size(3)});
    const auto path = [&](int64_t image) {
      return [&, image](int64_t i, float* x) {
        const ConstNumbers a(from.view().sample(image), size), b(images.sample(image), size);
        Numbers(x, size) = a + static_cast<float>(nodes[size_t(i)].at) * (b - a);
      };
    };
    gradients::each_gradient(call, score, int64_t(nodes.size()), path,
                             [&](int64_t m, int64_t i, const float* gradient) {
                               Numbers(shares.sample(m), size) +=
                                   static_cast<float>(nodes[size_t(i)].weight) * ConstNumbers(gradient, size);
                             });
    for (int64_t m = 0; m < call.maps(); ++m) {
      const int64_t n = call.image_of(m);
      Numbers(shares.sample(m), size) *=
          ConstNumbers(images.sample(n), size) - ConstNumbers(from.view().sample(n), size);
    }
    if (call.params.number("tolerance") < 1) check_completeness(call, score, from.view(), shares.view());
    return gradients::pixel_maps(call, shares.view());
  }

 private:
  // Completeness (the paper's proposition 1): shares add up to score(image) - score(baseline).
  static void check_completeness(const Call& call, const gradients::Score& score, View from, View shares) {
    const auto at_images = call.model.forward(call.images()), at_baselines = call.model.forward(from);
    const double tolerance = call.params.number("tolerance");
    int64_t missed = 0;
    double worst = 0;
    for (int64_t m = 0; m < call.maps(); ++m) {
      const auto value = [&](const Tape& tape) {
        return score.value(tape.logits().sample(call.image_of(m)), tape.logits().size(1), call.target(m));
      };
      const double change = value(at_images) - value(at_baselines);
      const double sum = ConstNumbers(shares.sample(m), shares.count(1)).cast<double>().sum();
      const double error = std::abs(sum - change) / std::max(std::abs(change), 1e-12);
      missed += error > tolerance;
      worst = std::max(worst, error);
    }
    if (missed > 0)
      call.host.log(1, "integrated-gradients: " + std::to_string(missed) + " of " +
                           std::to_string(call.maps()) + " maps miss the change of the score, the worst by " +
                           std::to_string(std::lround(100 * std::min(worst, 1e4))) +
                           " %; more steps bring them nearer");
  }
};

}  // namespace

VTG_EXPORT_EXPLAINERS(IntegratedGradients)
