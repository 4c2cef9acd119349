// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_similarity.hpp"

namespace vantage {
namespace {

using namespace test;

struct Spearman : ::testing::Test {
  Similarity spearman{VANTAGE_PLUGIN};
};

// Without ties it is 1 - 6 sum(d^2) / (n (n^2 - 1)), d being the differences of the ranks.
TEST_F(Spearman, ByHand) {
  // Ranks 1 2 3 4 and 2 1 4 3: 1 - 6 * 4 / 60.
  EXPECT_DOUBLE_EQ(spearman.compare({{0, 0.1f}, {0.2f, 0.9f}}, {{0.3f, 0.1f}, {0.8f, 0.7f}}), 0.6);
  expect_symmetric_measure(spearman, hill(24, 32, 10, 12, 8), scatter(24, 32));
}

TEST_F(Spearman, TiesShareTheirMeanRank) {
  // Ranks 1.5 1.5 3.5 3.5 and 1 2 3 4: deviations -1 -1 1 1 and -1.5 -0.5 0.5 1.5: 4 / sqrt(4 * 5).
  EXPECT_DOUBLE_EQ(spearman.compare({{0, 0, 1, 1}}, {{0.1f, 0.2f, 0.3f, 0.4f}}), 2 / std::sqrt(5.0));
}

// scipy.stats.spearmanr of SciPy 1.10.1 on the same numbers, many of them tied; 768 terms in double.
TEST_F(Spearman, AgreesWithSciPy) {
  const auto a = hill(24, 32, 10, 12, 8);
  EXPECT_NEAR(spearman.compare(a, hill(24, 32, 12, 17, 16)), 0.5284875995696567, 1e-13);
  EXPECT_NEAR(spearman.compare(a, scatter(24, 32)), 0.002379904099903704, 1e-13);
}

TEST_F(Spearman, SeesTheOrderAlone) {
  const auto a = scatter(24, 32);
  auto cubed = a;
  for (auto& row : cubed)
    for (float& v : row) v = v * v * v;
  EXPECT_EQ(spearman.compare(a, cubed), 1);
}

TEST_F(Spearman, OfConstantMaps) {
  const Rows black = {{0, 0}, {-0.0f, 0}}, grey = {{0.1f, 0.1f}, {0.1f, 0.1f}}, other = {{0, 1}, {0, 0}};
  EXPECT_EQ(spearman.compare(black, grey), 1);
  EXPECT_EQ(spearman.compare(grey, other), 0);
  EXPECT_EQ(spearman.compare(other, black), 0);
}

TEST_F(Spearman, SaysWhichEndIsWhich) {
  EXPECT_EQ(spearman.traits(), uint64_t{VTG_SIM_SYMMETRIC | VTG_SIM_HIGHER_IS_CLOSER});
  EXPECT_EQ(spearman.best(), 1);
  EXPECT_EQ(spearman.worst(), spearman.compare({{0, 1}}, {{1, 0}}));
}

}  // namespace
}  // namespace vantage
