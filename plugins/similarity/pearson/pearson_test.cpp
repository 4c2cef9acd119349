// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_similarity.hpp"

namespace vantage {
namespace {

using namespace test;

struct Pearson : ::testing::Test {
  Similarity pearson{VANTAGE_PLUGIN};
};

TEST_F(Pearson, ByHand) {
  // Deviations -1, 0, 1 and -1, 1, 0: products 1 over sqrt(2 * 2).
  EXPECT_EQ(pearson.compare({{0, 1, 2}}, {{0, 2, 1}}), 0.5);
  expect_symmetric_measure(pearson, hill(24, 32, 10, 12, 8), scatter(24, 32));
}

// scipy.stats.pearsonr of SciPy 1.10.1 on the same numbers in float64; both sum 768 terms in double.
TEST_F(Pearson, AgreesWithSciPy) {
  const auto a = hill(24, 32, 10, 12, 8);
  EXPECT_NEAR(pearson.compare(a, hill(24, 32, 12, 17, 16)), 0.4892975492381605, 1e-13);
  EXPECT_NEAR(pearson.compare(a, scatter(24, 32)), -0.004655709066745154, 1e-13);
}

TEST_F(Pearson, SeesNeitherScaleNorShift) {
  const auto a = scatter(24, 32);
  EXPECT_DOUBLE_EQ(pearson.compare(a, scaled(a, 0.25f, 0.5f)), 1);
  EXPECT_DOUBLE_EQ(pearson.compare(a, scaled(a, -1, 1)), -1);
}

// As scale and shift do not count, constant maps are all one; and nothing can vary along with one.
TEST_F(Pearson, OfConstantMaps) {
  const Rows black = {{0, 0}, {0, 0}}, grey = {{0.1f, 0.1f}, {0.1f, 0.1f}}, other = {{0, 1}, {0, 0}};
  EXPECT_EQ(pearson.compare(black, grey), 1);
  EXPECT_EQ(pearson.compare(grey, other), 0);
  EXPECT_EQ(pearson.compare(other, black), 0);
}

TEST_F(Pearson, OfTheSmallestAndLargestDifferences) {
  EXPECT_EQ(pearson.compare({{0, 1e-45f}}, {{0, 1e-45f}}), 1);
  EXPECT_EQ(pearson.compare({{-3e38f, 3e38f}}, {{3e38f, -3e38f}}), -1);
}

TEST_F(Pearson, SaysWhichEndIsWhich) {
  EXPECT_EQ(pearson.traits(), uint64_t{VTG_SIM_SYMMETRIC | VTG_SIM_HIGHER_IS_CLOSER});
  EXPECT_EQ(pearson.best(), 1);
  EXPECT_EQ(pearson.worst(), pearson.compare({{0, 1}}, {{1, 0}}));
}

}  // namespace
}  // namespace vantage
