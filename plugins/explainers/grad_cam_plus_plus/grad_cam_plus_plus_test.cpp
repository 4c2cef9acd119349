// SPDX-License-Identifier: Apache-2.0
// One image tells five implementations of Grad-CAM++ apart; this one speaks all their dialects.
#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

enum Denominator { kSumA, kSumAG3, kMeanA, kOne };
enum Normalise { kPositive, kAll, kNone };
enum Total { kSum, kMean };

struct GradCamPlusPlusTest : CamTest {
  std::vector<float> map(Denominator denominator, Normalise normalise, Total weights = kSum,
                         double epsilon = 0) {
    return on_m1({{"layer", kRelu1},
                  {"relu", 0},
                  {"denominator", denominator},
                  {"normalise", normalise},
                  {"weights", weights},
                  {"epsilon", epsilon}});
  }
};

TEST_F(GradCamPlusPlusTest, KeepsTheContract) {
  expect_contract({{"layer", kGapRelu}, {"relu", 1}}, {{"layer", kFc}});
}

TEST_F(GradCamPlusPlusTest, DefaultIsTheAuthorsCode) {  // weights 1 and 1
  EXPECT_THAT(on_m1({{"layer", kRelu1}}), near({0, 4, 37, 55}));
  EXPECT_THAT(map(kSumA, kPositive), near({0, 4, 37, 55}));
}

TEST_F(GradCamPlusPlusTest, Equation19WithoutNormalisation) {  // weights 4/77 and 1/23
  EXPECT_THAT(map(kSumA, kNone), near({0, 0.207792f, 1.871259f, 2.730096f}));
  EXPECT_THAT(map(kSumA, kNone, kSum, 1e-6), near({0, 0.207792f, 1.871259f, 2.730096f}));
}

TEST_F(GradCamPlusPlusTest, SumOfActivationsTimesThirdDerivatives) {  // weights 4/77 and -1/19
  EXPECT_THAT(map(kSumAG3, kNone, kSum, 1e-7), near({0, 0.207792f, 1.294600f, 1.288448f}));
}

TEST_F(GradCamPlusPlusTest, Xplique) {
  EXPECT_THAT(map(kMeanA, kNone, kMean), near({0, 0.192771f, 1.700872f, 2.444952f}));
}

TEST_F(GradCamPlusPlusTest, TorchCamAsShipped) {  // weights sum g^2 ReLU(g): 4 and 1
  EXPECT_THAT(map(kOne, kNone), near({0, 16, 130, 175}));
}

TEST_F(GradCamPlusPlusTest, NormalisedByAllPixels) {
  // alpha is 1/77 everywhere; then 1/23, and -1/19 three times: weights 1 and (1/23) / (1/23 - 3/19).
  const float second = (1 / 23.0f) / (1 / 23.0f - 3 / 19.0f);
  EXPECT_THAT(map(kSumA, kAll), near({0, 4, 31 + 6 * second, 40 + 15 * second}));
}

TEST_F(GradCamPlusPlusTest, SmallGradientsSufferFromAnAbsoluteGuardOnly) {
  // linear-gap's class 0 has one positive weight, 1/16 at each of 16 pixels: normalised, that channel counts
  // once. A guard far above g^2 = 1/256 takes nearly everything away from it where alpha is not normalised.
  const auto red = weighted(0, {1.0 / 16, 0, 0, 0});
  EXPECT_THAT(on_gap(images({0}), {0}, {{"layer", kGapRelu}}), near(red));
  const auto dampened = on_gap(images({0}), {0}, {{"layer", kGapRelu}, {"normalise", kNone}, {"epsilon", 1}});
  const auto plain = on_gap(images({0}), {0}, {{"layer", kGapRelu}, {"normalise", kNone}});
  for (size_t i = 0; i < 16; ++i) EXPECT_LE(dampened[i], 0.05f * plain[i]);
}

TEST_F(GradCamPlusPlusTest, ASilentLayerGivesZeros) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}}, 0.25f), testing::Each(0));
}

}  // namespace
}  // namespace vantage::test
