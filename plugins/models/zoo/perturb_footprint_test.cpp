// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/perturb_footprint.hpp"

#include <gtest/gtest.h>

namespace vantage::zoo {
namespace {

// 2 x 4 x 4 = 32 numbers go in, then 64 (conv and ReLU in one), 64 (conv, sum and ReLU in one), 16, 3.
Footprint of_small_net(bool fused) {
  Builder b(2, 4, 4);
  const int x = b.relu("relu1", b.conv("conv1", 0, {.out = 4, .kernel = 3, .padding = 1}));
  const int y = b.conv("conv2", x, {.out = 4, .kernel = 3, .padding = 1});
  const int pooled = b.max_pool("pool", b.relu("relu2", b.add("sum", x, y)), 2, 2);
  b.linear("fc", b.flatten("flat", b.adaptive_avg_pool("mean", pooled, 1)), 3);
  const auto g = b.take();
  return footprint(g, make_plan(g, {0}, fused));
}

TEST(Footprint, CountsWhatIsAliveAtOnce) {
  EXPECT_EQ(of_small_net(true).passing, 64 + 64);        // the second convolution beside the shortcut
  EXPECT_EQ(of_small_net(false).passing, 64 + 64 + 64);  // ... and the sum of both
}

TEST(Footprint, OfARecordedPassIsAllOfIt) {
  // The max pool remembers where, and three gradients of the largest size are about at once.
  EXPECT_EQ(of_small_net(true).recorded, 32 + 64 + 64 + 2 * 16 + 4 + 4 + 3 + 3 * 64);
}

}  // namespace
}  // namespace vantage::zoo
