// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/score_cam/score_test.hpp"

namespace vantage::score_cam {
namespace {

using FasterScoreCamTest = ScoreTest;

TEST_F(FasterScoreCamTest, KeepsTheChannelsThatVaryMost) {
  EXPECT_THAT(on_m1({kAtRelu, kLogit}), close_to({0, 80.8f, 662.8f, 899.5f})) << "both of two";
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"max_channels", 1}}), close_to({0, 80.8f, 626.2f, 808}));
}

TEST_F(FasterScoreCamTest, BatchEqualsSingles) {
  expect_batch_equals_singles({{"max_channels", 2}});
}

TEST_F(FasterScoreCamTest, Cancels) {
  expect_cancels();
}

TEST_F(FasterScoreCamTest, RefusesLayersWithoutMaps) {
  expect_refuses_layers_without_maps();
}

}  // namespace
}  // namespace vantage::score_cam
