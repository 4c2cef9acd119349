// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/score_cam/blurred.hpp"
#include "plugins/explainers/score_cam/score_test.hpp"

namespace vantage::score_cam {
namespace {

using GroupCamTest = ScoreTest;

// Grad-CAM's weights are 1 and -0.5. One group: 0 4 / 28 32.5, of which a threshold of 70 % leaves the last
// alone; blurred, m1 scores 62.155294, with the mask 0.598735 less and 0.548137 more.
TEST_F(GroupCamTest, OneGroupOnM1) {
  EXPECT_THAT(on_m1({kAtRelu,
                     kLogit,
                     {"groups", 1},
                     {"threshold", 0},
                     {"blur_kernel", 3},
                     {"blur_sigma", 1},
                     {"relu", 0}}),
              Pointwise(FloatNear(2e-5f), Floats{0, -0.0736904f, -0.5158328f, -0.5987345f}));
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"groups", 1}, {"blur_kernel", 3}, {"blur_sigma", 1}}),
              Pointwise(FloatNear(2e-5f), Floats{0, 0, 0, 0.5481372f}));
}

// The second group, -0.5 times the second map, is nowhere positive.
TEST_F(GroupCamTest, TwoGroupsOnM1) {
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"groups", 2}}),
              Pointwise(FloatNear(2e-4f), Floats{0, 0, 0, 18.688146f}));
  EXPECT_EQ(on_m1({kAtRelu, kLogit, {"groups", 2}}), on_m1({kAtRelu, kLogit, {"groups", 32}}))
      << "a group has a channel at least";
}

TEST_F(GroupCamTest, BlurKeepsColoursAndMirrorsBorders) {
  const auto b = blur_matrix(4, 3, 1);
  const float side = std::exp(-0.5f), all = 1 + 2 * side;
  EXPECT_NEAR(b(0, 0), 1 / all, 1e-6);
  EXPECT_NEAR(b(0, 1), 2 * side / all, 1e-6);
  EXPECT_NEAR(b(1, 2), side / all, 1e-6);
  const auto wide = blur_matrix(7, 51, 50);
  for (Eigen::Index i = 0; i < 7; ++i) EXPECT_NEAR(wide.row(i).sum(), 1, 1e-6);
}

TEST_F(GroupCamTest, BatchEqualsSingles) {
  expect_batch_equals_singles({{"relu", 0}});
}

TEST_F(GroupCamTest, Cancels) {
  expect_cancels();
}

TEST_F(GroupCamTest, RefusesWhatItCannotUse) {
  expect_refuses_layers_without_maps();
  EXPECT_EQ(refusal([&] {
              on_m1({{"blur_kernel", 50}});
            }),
            "blur_kernel must be odd, so that the blur has a centre; try 51");
}

}  // namespace
}  // namespace vantage::score_cam
