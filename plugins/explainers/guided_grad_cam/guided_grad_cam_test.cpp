// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/gradients/gradient_test.hpp"

namespace vantage::gradients {
namespace {

using GuidedGradCamTest = GradientTest;

constexpr double kConv1 = 0, kRelu1 = 1, kFc = 3;
constexpr double kNearest = 1;

TEST_F(GuidedGradCamTest, AgreesWithCaptum) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"upsample", kNearest}}),
              Pointwise(near(1e-5f), {0.0f, 0.0f, 4.0f, 4.0f,      //
                                      0.0f, 0.0f, 12.0f, 8.0f,     //
                                      28.0f, 84.0f, 97.5f, 65.0f,  //
                                      28.0f, 56.0f, 65.0f, 32.5f}));
  // Grad-CAM on conv1 is 11.25 13.5 / 20.25 22.5.
  EXPECT_THAT(on_m1({{"layer", kConv1}, {"upsample", kNearest}}),
              Pointwise(near(1e-5f), {0.0f, 11.25f, 13.5f, 13.5f,    //
                                      11.25f, 33.75f, 40.5f, 27.0f,  //
                                      20.25f, 60.75f, 67.5f, 45.0f,  //
                                      20.25f, 40.5f, 45.0f, 22.5f}));
}

// Grad-CAM's 0 4 / 28 32.5 with weights 1, 3/4, 1/4, 0 along both axes, times 0 1 1 1 / 1 3 3 2 / ...
TEST_F(GuidedGradCamTest, EnlargesSmoothlyAsThePaperDoes) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}}), Pointwise(near(1e-5f), {0.0f, 1.0f, 3.0f, 4.0f,               //
                                                                  7.0f, 24.09375f, 30.28125f, 22.25f,   //
                                                                  21.0f, 66.28125f, 72.84375f, 50.75f,  //
                                                                  28.0f, 58.25f, 62.75f, 32.5f}));
}

TEST_F(GuidedGradCamTest, LayersWithoutSpatialExtentAreRefusedByName) {
  EXPECT_EQ(refusal([&] {
              on_m1({{"layer", kFc}});
            }),
            "layer 'fc' has no spatial extent; choose a convolution or a block of them");
}

TEST_F(GuidedGradCamTest, BatchEqualsSingles) {
  expect_batch_equals_singles({{"layer", 1}});
}
TEST_F(GuidedGradCamTest, Cancels) {
  expect_cancels();
}

}  // namespace
}  // namespace vantage::gradients
