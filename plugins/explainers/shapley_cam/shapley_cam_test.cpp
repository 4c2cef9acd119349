// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

enum Objective { kRest, kLogit };
enum Curvature { kScores, kNetwork };

struct ShapleyCamTest : CamTest {
  // linear-gap's logits are W a + b, a the channels' means. So, with p the probabilities, the gradient of
  // ReST is W'(2 e_c - p) / 16, and its Hessian times the activations -W'(diag(p) - p p') W a / 16.
  std::vector<double> closed_form(int64_t image, size_t c) const {
    const Tensor x = images({image});
    const auto tape = gap.get().forward(x.view(), {2});
    double p[3], y[3] = {}, all = 0, mean_y = 0;
    for (size_t i = 0; i < 3; ++i) all += std::exp(double{tape.logits().data()[i]});
    for (size_t i = 0; i < 3; ++i) {
      p[i] = std::exp(double{tape.logits().data()[i]}) / all;
      for (size_t k = 0; k < 4; ++k) y[i] += double{kHead[i][k]} * double{tape.value(2).data()[k]};
      mean_y += p[i] * y[i];
    }
    std::vector<double> w(4);
    for (size_t k = 0; k < 4; ++k)
      for (size_t i = 0; i < 3; ++i) {
        const double gradient = (i == c ? 2 : 0) - p[i], curved = -p[i] * (y[i] - mean_y);
        w[k] += double{kHead[i][k]} / 16 * (gradient - 0.5 * curved);
      }
    return w;
  }
};

TEST_F(ShapleyCamTest, KeepsTheContract) {
  for (const auto curvature : {kScores, kNetwork})
    expect_contract({{"layer", kGapRelu}, {"relu", 1}, {"curvature", curvature}}, {{"layer", kFc}});
}

TEST_F(ShapleyCamTest, AgreesWithTheClosedForm) {
  for (const auto curvature : {kScores, kNetwork})
    for (size_t c = 0; c < 3; ++c)
      for (int64_t n = 0; n < 3; ++n)
        EXPECT_THAT(on_gap(images({n}), {static_cast<int64_t>(c)},
                           {{"layer", kGapRelu}, {"relu", 0}, {"curvature", curvature}}),
                    near(weighted(n, closed_form(n, c)), 1e-5f));
}

TEST_F(ShapleyCamTest, ALogitHasNoCurvature) {  // so Grad-CAM
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}, {"objective", kLogit}}), near({0, 4, 28, 32.5f}));
}

TEST_F(ShapleyCamTest, SharesTheScoreOfTwins) {
  // p is 1/2 for both of m1's classes, which rise and fall together: no curvature, and ReST's gradient is
  // that of 2 y_0 - (y_0 + y_1) / 2, once Grad-CAM.
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}}), near({0, 4, 28, 32.5f}));
}

TEST_F(ShapleyCamTest, LayersBesideOthersAreRefused) {
  static vtg_model_v1 table;
  const Model m = m1.get();
  table = *m.api();
  table.layer = [](const vtg_model*, int32_t, vtg_layer_info* l, vtg_error*) -> vtg_status {
    l->ndim = 3;
    l->name = "branch";
    return VTG_OK;
  };
  const Tensor x = host.tensor({1, 1, 4, 4}, std::vector<float>(16, 1.0f));
  EXPECT_EQ(
      refusal([&] {
        method.explain(Model(m.c(), &table, m.host()), x.view(), {0}, {{"layer", kRelu1}}, job);
      }),
      "layer 'branch' does not separate the input from the scores, so its curvature cannot be measured; "
      "'vantage models show' marks those that do");
}

}  // namespace
}  // namespace vantage::test
