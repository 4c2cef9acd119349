// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

enum Objective { kWeighted, kMean };

struct FinerCamTest : CamTest {
  std::vector<double> logits(int64_t image) const {
    const Tensor x = images({image});
    const auto tape = gap.get().forward(x.view());
    return {tape.logits().data(), tape.logits().data() + 3};
  }
  // sum_c g_c CAM_c / 16
  std::vector<float> combined(int64_t image, const std::vector<double>& g) const {
    std::vector<double> w(4);
    for (size_t k = 0; k < 4; ++k)
      for (size_t c = 0; c < 3; ++c) w[k] += g[c] * double{kHead[c][k]} / 16;
    return weighted(image, w);
  }
};

TEST_F(FinerCamTest, KeepsTheContract) {
  expect_contract({{"layer", kGapRelu}, {"relu", 1}}, {{"layer", kFc}});
}

TEST_F(FinerCamTest, MeanDifferenceIsADifferenceOfCams) {
  EXPECT_THAT(
      on_gap(images({0}), {1}, {{"layer", kGapRelu}, {"relu", 0}, {"objective", kMean}, {"alpha", 0.6}}),
      near(combined(0, {-0.3, 1, -0.3}), 1e-6f));
}

TEST_F(FinerCamTest, TheClosestScoreIsTheReference) {
  const auto y = logits(1);
  for (size_t c = 0; c < 3; ++c) {
    const size_t a = (c + 1) % 3, b = (c + 2) % 3;
    std::vector<double> g(3);
    g[c] = 1;
    g[std::abs(y[a] - y[c]) < std::abs(y[b] - y[c]) ? a : b] = -1;
    EXPECT_THAT(on_gap(images({1}), {static_cast<int64_t>(c)},
                       {{"layer", kGapRelu}, {"relu", 0}, {"objective", kMean}, {"references", 1}}),
                near(combined(1, g), 1e-6f));
  }
}

TEST_F(FinerCamTest, WeightedDifferenceHasTheDerivativeOfItsFormula) {
  for (const double alpha : {0.5, 1.0})
    for (size_t c = 0; c < 3; ++c) {
      const auto objective = [&](const std::vector<double>& y) {
        double all = 0, mass = 0, sum = 0;
        for (const double x : y) all += std::exp(x);
        for (size_t i = 0; i < 3; ++i)
          if (i != c) {
            mass += std::exp(y[i]) / all;
            sum += std::exp(y[i]) / all * (y[c] - alpha * y[i]);
          }
        return sum / (mass + 1e-9);
      };
      const auto y = logits(2);
      std::vector<double> g(3);
      for (size_t j = 0; j < 3; ++j) {
        auto above = y, below = y;
        above[j] += 1e-5;
        below[j] -= 1e-5;
        g[j] = (objective(above) - objective(below)) / 2e-5;
      }
      EXPECT_THAT(on_gap(images({2}), {static_cast<int64_t>(c)},
                         {{"layer", kGapRelu}, {"relu", 0}, {"alpha", alpha}}),
                  near(combined(2, g), 1e-6f));
    }
}

TEST_F(FinerCamTest, TwinsCannotBeToldApart) {  // m1's two classes are equal
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}, {"objective", kMean}}), testing::Each(0));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}}), near({0, 0, 0, 0}));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}, {"objective", kMean}, {"alpha", 0.6}}),
              near({0, 1.6f, 11.2f, 13}));
}

}  // namespace
}  // namespace vantage::test
