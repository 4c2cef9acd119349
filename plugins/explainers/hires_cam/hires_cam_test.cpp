// SPDX-License-Identifier: Apache-2.0
#include <numeric>

#include "plugins/explainers/grad_cam/cam_testing.hpp"

namespace vantage::test {
namespace {

TEST_F(CamTest, KeepsTheContract) {
  expect_contract({{"layer", kGapRelu}, {"relu", 1}}, {{"layer", kFc}});
}

TEST_F(CamTest, MultipliesPixelByPixelOnM1) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}}), near({0, 4, 25, 25}));
}

TEST_F(CamTest, KeepsBothSignsUnlessAsked) {
  // The convolution: -5, 4, 31, 40 by 0, 1, 1, 1 and -30, -21, 6, 15 by 0, 0, -1, -1. Nothing is negative
  // there; of class 2, linear-gap's map is.
  EXPECT_THAT(on_m1({{"layer", kConv1}}), near({0, 4, 25, 25}));
  auto both = on_gap(images({1}), {2}, {{"layer", kGapRelu}});
  EXPECT_THAT(both, testing::Contains(testing::Lt(0)));
  for (float& x : both) x = std::max(x, 0.0f);
  EXPECT_EQ(on_gap(images({1}), {2}, {{"layer", kGapRelu}, {"relu", 1}}), both);
}

TEST_F(CamTest, EqualsCamUnderALinearHeadAndAddsUpToTheLogit) {
  const float bias[] = {0, 0.125f, 0};
  for (int64_t c = 0; c < 3; ++c) {
    const auto map = on_gap(images({c}), {c}, {{"layer", kGapRelu}});
    EXPECT_THAT(map, near(cam(c, c), 1e-6f));
    const Tensor x = images({c});
    const auto tape = gap.get().forward(x.view());
    EXPECT_NEAR(std::accumulate(map.begin(), map.end(), bias[c]), tape.logits().data()[c], 1e-5f);
  }
}

}  // namespace
}  // namespace vantage::test
