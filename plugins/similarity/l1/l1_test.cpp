// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_similarity.hpp"

namespace vantage {
namespace {

using namespace test;

struct L1 : ::testing::Test {
  Similarity l1{VANTAGE_PLUGIN};
};

TEST_F(L1, IsTheMeanAbsoluteDifference) {
  EXPECT_EQ(l1.compare({{0, 0.25f}, {0.5f, 1}}, {{0, 0.75f}, {0.5f, 0}}), 0.375);
  expect_symmetric_measure(l1, hill(24, 32, 10, 12, 8), scatter(24, 32));
}

TEST_F(L1, SaysWhichEndIsWhich) {
  EXPECT_EQ(l1.traits(), uint64_t{VTG_SIM_SYMMETRIC});
  EXPECT_EQ(l1.best(), 0);
  EXPECT_EQ(l1.worst(), l1.compare({{0, 0}}, {{1, 1}}));
}

TEST_F(L1, RefusesMapsOfTwoShapes) {
  EXPECT_EQ(refusal([&] {
              l1.compare({{0, 0, 0, 0}}, {{0, 0}, {0, 0}});
            }),
            "two stacks of maps of one shape are needed, N x h x w");
}

}  // namespace
}  // namespace vantage
