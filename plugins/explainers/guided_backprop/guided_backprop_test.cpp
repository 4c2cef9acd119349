// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/gradients/gradient_test.hpp"

namespace vantage::gradients {
namespace {

using GuidedBackpropTest = GradientTest;

TEST_F(GuidedBackpropTest, AgreesWithCaptum) {
  EXPECT_THAT(on_m1(), ElementsAre(0, 1, 1, 1,  //
                                   1, 3, 3, 2,  //
                                   1, 3, 3, 2,  //
                                   1, 2, 2, 1));
}

TEST_F(GuidedBackpropTest, ChannelsAddUpInMagnitude) {
  const Floats g = gap_gradient(0, 1, VTG_RULE_GUIDED);
  Floats expected(16);
  for (size_t i = 0; i < 48; ++i) expected[i % 16] += std::abs(g[i]);
  EXPECT_THAT(on_gap(images(0, 1), {1}), Pointwise(near(1e-6f), expected));
}

TEST_F(GuidedBackpropTest, BatchEqualsSingles) {
  expect_batch_equals_singles();
}
TEST_F(GuidedBackpropTest, Cancels) {
  expect_cancels();
}

}  // namespace
}  // namespace vantage::gradients
