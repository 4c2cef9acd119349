// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/score_cam/score_test.hpp"

namespace vantage::score_cam {
namespace {

using SsCamTest = ScoreTest;
constexpr double kMask = 1;

TEST_F(SsCamTest, WithoutNoiseItIsScoreCam) {
  for (const double noise : {0.0, kMask})
    EXPECT_THAT(on_m1({kAtRelu, kLogit, {"std", 0}, {"samples", 3}, {"noise", noise}}),
                close_to({0, 80.8f, 662.8f, 899.5f}));
}

TEST_F(SsCamTest, SameSeedSameBytes) {
  const Tensor x = images(0, 1);
  for (const double noise : {0.0, kMask}) {
    const Params few = {{"samples", 4}, {"noise", noise}};
    EXPECT_EQ(on_gap(x, {1}, few, {}, 7), on_gap(x, {1}, few, {}, 7));
    EXPECT_NE(on_gap(x, {1}, few, {}, 7), on_gap(x, {1}, few, {}, 8));
  }
}

TEST_F(SsCamTest, NoiseOfEveryChannelIsItsOwn) {
  // So strong that masks are nothing but noise: equal noise would mean equal weights.
  const Floats map = on_m1({kAtRelu, kLogit, {"std", 100}, {"samples", 1}});
  const float first = map[1] / 4, second = (map[2] - 31 * first) / 6;
  EXPECT_GT(std::abs(first - second), 1e-3f);
}

TEST_F(SsCamTest, BatchEqualsSingles) {
  expect_batch_equals_singles({{"samples", 5}});
}

TEST_F(SsCamTest, Cancels) {
  expect_cancels({{"samples", 2}});
}

TEST_F(SsCamTest, RefusesLayersWithoutMaps) {
  expect_refuses_layers_without_maps();
}

}  // namespace
}  // namespace vantage::score_cam
