// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/gradients/gradient_test.hpp"

namespace vantage::gradients {
namespace {

using DeconvnetTest = GradientTest;

// The head's weights 1 1 / 1 1 and 1 0 / 0 0 (the negative ones rectified), wherever the units were on or
// off: 2, 1, 1, 1 under windows of ones.
TEST_F(DeconvnetTest, M1ByHand) {
  EXPECT_THAT(on_m1(), ElementsAre(2, 3, 3, 1,  //
                                   3, 5, 5, 2,  //
                                   3, 5, 5, 2,  //
                                   1, 2, 2, 1));
}

// In linear-gap, whose only ReLU sees the same gradient everywhere, nothing of the image is left.
TEST_F(DeconvnetTest, ForgetsWhichUnitsWereOn) {
  EXPECT_EQ(on_gap(images(0, 1), {1}), on_gap(images(1, 1), {1}));
}

TEST_F(DeconvnetTest, BatchEqualsSingles) {
  expect_batch_equals_singles();
}
TEST_F(DeconvnetTest, Cancels) {
  expect_cancels();
}

}  // namespace
}  // namespace vantage::gradients
