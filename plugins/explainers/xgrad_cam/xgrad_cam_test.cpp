// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

TEST_F(CamTest, KeepsTheContract) {
  expect_contract({{"layer", kGapRelu}, {"relu", 1}}, {{"layer", kFc}});
}

TEST_F(CamTest, WeighsWhereM1IsActive) {  // weights 1 and -1
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}}), near({0, 4, 25, 25}));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}, {"epsilon", 1e-7}}), near({0, 4, 25, 25}));
  // 75 + 1 and 21 + 1 instead of 75 and 21.
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}, {"epsilon", 1}}),
              near({0, 4 * 75 / 76.0f, 31 * 75 / 76.0f - 6 * 21 / 22.0f, 40 * 75 / 76.0f - 15 * 21 / 22.0f}));
}

TEST_F(CamTest, EqualsCamUnderALinearHead) {
  for (int64_t c = 0; c < 3; ++c)
    EXPECT_THAT(on_gap(images({c}), {c}, {{"layer", kGapRelu}, {"relu", 0}}), near(cam(c, c), 1e-6f));
}

TEST_F(CamTest, ASilentChannelCountsNothing) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}}, 0.25f), testing::Each(0));
}

}  // namespace
}  // namespace vantage::test
