// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/gradients/gradient_test.hpp"

namespace vantage::gradients {
namespace {

using InputXGradientTest = GradientTest;

TEST_F(InputXGradientTest, M1ByHand) {
  EXPECT_THAT(on_m1(), ElementsAre(0, 1, 2, 3,    //
                                   0, 5, 6, 7,    //
                                   0, 9, 10, 11,  //
                                   0, 0, 0, 0));
}

TEST_F(InputXGradientTest, SharesKeepTheirSignsAndAddUp) {
  const Tensor x = images(1, 1);
  const Floats g = gap_gradient(1, 1);
  Floats expected(16);
  for (size_t i = 0; i < 48; ++i) expected[i % 16] += g[i] * x.view().data()[i];
  EXPECT_LT(*std::min_element(expected.begin(), expected.end()), 0);
  EXPECT_THAT(on_gap(x, {1}), Pointwise(near(1e-6f), expected));
}

TEST_F(InputXGradientTest, BatchEqualsSingles) {
  expect_batch_equals_singles();
}
TEST_F(InputXGradientTest, Cancels) {
  expect_cancels();
}

}  // namespace
}  // namespace vantage::gradients
