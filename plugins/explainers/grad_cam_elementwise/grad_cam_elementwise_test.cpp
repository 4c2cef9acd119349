// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

TEST_F(CamTest, KeepsTheContract) {
  expect_contract({{"layer", kGapRelu}}, {{"layer", kFc}});
}

TEST_F(CamTest, DropsEachChannelsNegativePartOnM1) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}}), near({0, 4, 31, 40}));
}

TEST_F(CamTest, EqualsLayerCamUnderALinearHead) {
  // Before the ReLU too: where it is off there is no gradient.
  std::vector<double> w;
  for (const float x : kHead[1]) w.push_back(std::max(0.0f, x) / 16);
  EXPECT_THAT(on_gap(images({2}), {1}, {{"layer", kGapConv}}), near(weighted(2, w), 1e-6f));
  EXPECT_THAT(on_gap(images({2}), {1}, {{"layer", kGapRelu}}), near(weighted(2, w), 1e-6f));
}

}  // namespace
}  // namespace vantage::test
