// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

enum Noise { kRelative, kAbsolute, kInverse };
enum Average { kDerivatives, kLast, kMaps };
constexpr double kSumAG3 = 1, kNone = 2;

struct SmoothTest : CamTest {
  // At m1's convolution, where noise opens and shuts the ReLU behind it.
  std::vector<float> noisy(double sigma, Noise noise = kRelative, Average average = kDerivatives,
                           double samples = 25) {
    return on_m1(
        {{"layer", kConv1}, {"samples", samples}, {"sigma", sigma}, {"noise", noise}, {"average", average}});
  }
  std::vector<float> quiet(Average average) {
    return on_m1({{"layer", kRelu1}, {"sigma", 0}, {"average", average}});
  }
};

TEST_F(SmoothTest, KeepsTheContract) {
  for (const auto average : {kDerivatives, kLast, kMaps})
    expect_contract({{"layer", kGapRelu}, {"samples", 5}, {"average", average}}, {{"layer", kFc}});
}

TEST_F(SmoothTest, WithoutNoiseIsGradCamPlusPlus) {
  EXPECT_THAT(quiet(kDerivatives), near({0, 4, 37, 55}));
  EXPECT_THAT(quiet(kLast), near({0, 4, 37, 55}));
  EXPECT_THAT(quiet(kMaps), near({0, 4 / 55.0f, 37 / 55.0f, 1}));
}

TEST_F(SmoothTest, TorchCamWithoutNoiseHasItsOwnWeights) {  // 4/77 and -1/19
  EXPECT_THAT(on_m1({{"layer", kRelu1},
                     {"sigma", 0},
                     {"average", kLast},
                     {"denominator", kSumAG3},
                     {"normalise", kNone},
                     {"epsilon", 1e-8}}),
              near({0, 0.207792f, 1.294600f, 1.288448f}));
}

TEST_F(SmoothTest, ConstantGradientsLeaveNothingToSmooth) {
  // Under a linear head every copy has the same gradient, so any noise gives Grad-CAM++: class 1 has two
  // positive weights, 1/16 at each of 16 pixels.
  EXPECT_THAT(on_gap(images({0}), {1}, {{"layer", kGapRelu}}), near(weighted(0, {0, 1 / 16.0, 1 / 16.0, 0})));
  EXPECT_EQ(job.fractions.size(), 1u) << "so no copy is made";
}

TEST_F(SmoothTest, NoiseComesInThreeUnits) {  // of an image from 0 to 15
  const auto map = noisy(1 / 32.0);
  EXPECT_EQ(noisy(15 / 32.0, kAbsolute), map);
  EXPECT_EQ(noisy(15 * 15 / 32.0, kInverse), map);
}

TEST_F(SmoothTest, IsItsSeed) {
  const auto map = noisy(0.3);
  EXPECT_EQ(noisy(0.3), map);
  EXPECT_NE(noisy(0), map);
  seed = 2;
  EXPECT_NE(noisy(0.3), map);
}

TEST_F(SmoothTest, ManySamplesConverge) {
  const auto map = noisy(0.1, kRelative, kDerivatives, 1000);
  seed = 2;
  const auto again = noisy(0.1, kRelative, kDerivatives, 1000);
  for (size_t i = 0; i < 4; ++i) EXPECT_NEAR(again[i], map[i], 0.02f * map[3]);
}

TEST_F(SmoothTest, ReportsEveryPass) {
  noisy(0.1);
  EXPECT_EQ(job.fractions.size(), 5u);  // 8 + 8 + 8 + 1 copies, and the map
}

}  // namespace
}  // namespace vantage::test
