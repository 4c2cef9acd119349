// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/eigen_cam/toy_fixture.hpp"

namespace vantage::test {
namespace {

using EigenGradCamTest = ToyFixture;

// The second channel counts against the class: as activations times gradients it is 0, 0, -6, -15 (numpy).
TEST_F(EigenGradCamTest, M1) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"relu", 0}}),
              Pointwise(near(1e-5f), {-19.44190f, -15.65490f, 11.83915f, 23.25765f}));
  EXPECT_THAT(on_m1({{"layer", kRelu1}}), Pointwise(near(1e-5f), {0.0f, 0.0f, 11.83915f, 23.25765f}));
  EXPECT_THAT(on_m1({{"layer", kConv1}, {"relu", 0}}),
              Pointwise(near(1e-5f),
                        {-19.44190f, -15.65490f, 11.83915f, 23.25765f}));  // relu1's gradient zeroes the rest
}

TEST_F(EigenGradCamTest, ClassesDiffer) {
  EXPECT_NE(on_gap(images(0, 1), {0}, {{"layer", kRelu}}), on_gap(images(0, 1), {1}, {{"layer", kRelu}}));
}

TEST_F(EigenGradCamTest, WhatEveryMethodMust) {
  expect_batch_equals_singles({{"layer", kRelu}});
  expect_cancels({{"layer", kRelu}});
  expect_maps_required();
  expect_nan_stays({{"layer", kRelu}});
}

}  // namespace
}  // namespace vantage::test
