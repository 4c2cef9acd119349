// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

TEST_F(CamTest, KeepsTheContract) {
  expect_contract({{"layer", kGapRelu}, {"relu", 1}, {"gamma", 2}}, {{"layer", kFc}});
}

TEST_F(CamTest, KeepsWhatSpeaksForTheClassOnM1) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}}), near({0, 4, 31, 40}));
}

TEST_F(CamTest, EqualsCamWithPositiveWeightsUnderALinearHead) {
  for (size_t c = 0; c < 3; ++c) {
    std::vector<double> w;
    for (const float x : kHead[c]) w.push_back(std::max(0.0f, x) / 16);
    EXPECT_THAT(on_gap(images({0}), {static_cast<int64_t>(c)}, {{"layer", kGapRelu}}),
                near(weighted(0, w), 1e-6f));
  }
}

TEST_F(CamTest, ReluDropsNegativeActivations) {
  // m1's convolution itself: -5, 4, 31, 40 where the gradient is 0, 1, 1, 1, and 0.6 times the image:
  // -23, -17.6, -1.4, 4 where it is 0, 0, 0, 1.
  EXPECT_THAT(on_m1({{"layer", kConv1}, {"relu", 0}}), near({0, 4, 31, 40}));
  EXPECT_THAT(on_m1({{"layer", kConv1}}, 0.6f), near({0, 0, 0, 4}));
}

TEST_F(CamTest, GammaLiftsWeakValues) {  // eq. 9
  const auto lifted = [](float x) { return std::tanh(2 * x / 40); };
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"gamma", 2}}), near({0, lifted(4), lifted(31), lifted(40)}));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"gamma", 2}}, 0.25f), testing::Each(0));
}

}  // namespace
}  // namespace vantage::test
