// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_similarity.hpp"

namespace vantage {
namespace {

using namespace test;

struct Mse : ::testing::Test {
  Similarity mse{VANTAGE_PLUGIN};
};

TEST_F(Mse, IsTheMeanSquaredDifference) {
  // (0 + 0.25 + 0 + 1) / 4
  EXPECT_EQ(mse.compare({{0, 0.25f}, {0.5f, 1}}, {{0, 0.75f}, {0.5f, 0}}), 0.3125);
  expect_symmetric_measure(mse, hill(24, 32, 10, 12, 8), scatter(24, 32));
}

TEST_F(Mse, SaysWhichEndIsWhich) {
  EXPECT_EQ(mse.traits(), uint64_t{VTG_SIM_SYMMETRIC});
  EXPECT_EQ(mse.best(), 0);
  EXPECT_EQ(mse.worst(), mse.compare({{0, 0}}, {{1, 1}}));
}

TEST_F(Mse, OfTheLargestFloatsIsFinite) {
  EXPECT_NEAR(mse.compare({{3e38f}}, {{-3e38f}}) / 3.6e77, 1, 1e-6);
}

}  // namespace
}  // namespace vantage
