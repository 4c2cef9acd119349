// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/eigen_cam/toy_fixture.hpp"

namespace vantage::test {
namespace {

using KpcaCamTest = ToyFixture;
constexpr double kRbf = 1, kLinear = 2;

// scikit-learn 1.2, KernelPCA(1, kernel="sigmoid" or "rbf", gamma=0.001) of the centred 4 x 2 activations.
// (Its own gamma of 1/2 saturates the sigmoid: two and two positions.)
TEST_F(KpcaCamTest, M1) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"gamma", 0.001}}),
              Pointwise(near(1e-5f), {-0.4082800f, -0.3219737f, 0.2480393f, 0.4822144f}));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"gamma", 0.001}, {"offset", -0.5}}),
              Pointwise(near(1e-5f), {-0.5377325f, -0.4379740f, 0.3289263f, 0.6467802f}));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"gamma", 0.001}, {"kernel", kRbf}}),
              Pointwise(near(1e-5f), {-0.6035958f, -0.5401857f, 0.4626728f, 0.6811087f}));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"sign", 1}}), Pointwise(near(1e-5f), {-1.0f, -1.0f, 1.0f, 1.0f}));
}

TEST_F(KpcaCamTest, LinearIsEigenCam) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"kernel", kLinear}}),
              Pointwise(near(1e-5f), {-19.44190f, -15.65490f, 11.83915f, 23.25765f}));
}

TEST_F(KpcaCamTest, AKernelThatDoesNotFitIsRefused) {
  const TestHost small(1000);  // bytes, of which 16 x 16 numbers need 2048
  Explainer poor(VANTAGE_PLUGIN, small);
  EXPECT_EQ(refusal([&] {
              poor.explain(gap.get(), images(0, 1).view(), {0}, {{"layer", kRelu}}, job);
            }),
            "the kernel of layer 'relu', 4 x 4 positions, does not fit into the scratch memory; choose a "
            "deeper layer "
            "or allow more memory");
}

TEST_F(KpcaCamTest, WhatEveryMethodMust) {
  expect_batch_equals_singles({{"layer", kRelu}});
  expect_cancels({{"layer", kRelu}});
  expect_maps_required();
  expect_nan_stays({{"layer", kRelu}});
}

}  // namespace
}  // namespace vantage::test
