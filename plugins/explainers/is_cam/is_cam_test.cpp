// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/score_cam/score_test.hpp"

namespace vantage::score_cam {
namespace {

using IsCamTest = ScoreTest;
constexpr double kCumulative = 1;

TEST_F(IsCamTest, OneStepIsScoreCam) {
  for (const double coefficient : {0.0, kCumulative})
    EXPECT_THAT(on_m1({kAtRelu, kLogit, {"steps", 1}, {"coefficient", coefficient}}),
                close_to({0, 80.8f, 662.8f, 899.5f}));
}

// Scores of a quarter, half, three quarters and all of the masked image on the average 5.05 and 1.525, as
// only the whole is seen at all; with shares 0.25, 0.75, 1.5 and 2.5 30.3203125 and 22.04375.
TEST_F(IsCamTest, M1ByHand) {
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"steps", 4}}), close_to({0, 20.2f, 165.7f, 224.875f}));
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"steps", 4}, {"coefficient", kCumulative}}),
              close_to({0, 121.28125f, 1072.1921875f, 1543.46875f}));
}

TEST_F(IsCamTest, BatchEqualsSingles) {
  expect_batch_equals_singles({{"steps", 3}});
}

TEST_F(IsCamTest, Cancels) {
  expect_cancels({{"steps", 2}});
}

TEST_F(IsCamTest, RefusesLayersWithoutMaps) {
  expect_refuses_layers_without_maps();
}

}  // namespace
}  // namespace vantage::score_cam
