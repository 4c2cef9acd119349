// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

TEST_F(CamTest, KeepsTheContract) {
  expect_contract({{"layer", kGapRelu}, {"relu", 1}}, {{"layer", kFc}});
}

TEST_F(CamTest, WeighsBothChannelsOfM1) {
  // Weights 1 and -1/2 of [[0,4],[31,40]] and [[0,0],[6,15]].
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}}), near({0, 4, 28, 32.5f}));
}

TEST_F(CamTest, EqualsCamUnderALinearHead) {
  for (int64_t c = 0; c < 3; ++c)
    EXPECT_THAT(on_gap(images({c}), {c}, {{"layer", kGapRelu}, {"relu", 0}}), near(cam(c, c), 1e-6f));
}

}  // namespace
}  // namespace vantage::test
