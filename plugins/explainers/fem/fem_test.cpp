// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/eigen_cam/toy_fixture.hpp"

namespace vantage::test {
namespace {

using FemTest = ToyFixture;
constexpr double kFraction = 1, kActivation = 1;

// Means 18.75 and 5.25, deviations 17.13 and 6.14: 40 and 15 are more than one above their means.
TEST_F(FemTest, M1ByHand) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"k", 1}}), ElementsAre(0, 0, 0, 24));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"k", 1}, {"weight", kFraction}}), ElementsAre(0, 0, 0, 0.5));
  // pytorch-grad-cam's: a quarter of everything.
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"k", 1}, {"weight", kFraction}, {"summand", kActivation}}),
              ElementsAre(0, 1, 9.25, 13.75));
  // 0.5 deviations let 31 in too.
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"k", 0.5}}), ElementsAre(0, 0, 18.75, 24));
}

TEST_F(FemTest, NoneOfFourIsTwoDeviationsAway) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}}), testing::Each(0));
}

TEST_F(FemTest, NegativeMeansCanBeDropped) {
  // conv1: -5 4 31 40 and -30 -21 6 15, means 17.5 and -7.5.
  EXPECT_THAT(on_m1({{"layer", kConv1}, {"k", 0}}), ElementsAre(0, 0, 10, 10));
  EXPECT_THAT(on_m1({{"layer", kConv1}, {"k", 0}, {"weight", kFraction}, {"summand", kActivation}}),
              ElementsAre(-17.5, -8.5, 18.5, 27.5));
  EXPECT_THAT(
      on_m1({{"layer", kConv1}, {"k", 0}, {"weight", kFraction}, {"summand", kActivation}, {"relu", 1}}),
      ElementsAre(0, 0, 18.5, 27.5));
}

TEST_F(FemTest, WhatEveryMethodMust) {
  expect_batch_equals_singles({{"layer", kRelu}, {"k", 1}});
  expect_cancels({{"layer", kRelu}});
  expect_maps_required();
  expect_nan_stays({{"layer", kRelu}});
}

}  // namespace
}  // namespace vantage::test
