// SPDX-License-Identifier: Apache-2.0
#include <cmath>

#include "tests/support/test_similarity.hpp"

namespace vantage {
namespace {

using namespace test;

constexpr double kTolerance = 1e-7;  // masses and distances are whole numbers of small units

struct Emd : ::testing::Test {
  Similarity emd{VANTAGE_PLUGIN};
};

TEST_F(Emd, OnePixelIsMovedOverItsDistance) {
  // One row of four, whose diagonal is sqrt(17).
  EXPECT_NEAR(emd.compare({{1, 0, 0, 0}}, {{0, 1, 0, 0}}), 1 / std::sqrt(17.0), kTolerance);
  EXPECT_NEAR(emd.compare({{1, 0, 0, 0}}, {{0, 0, 0, 1}}), 3 / std::sqrt(17.0), kTolerance);
  // Half of the first map's mass stays, half goes two pixels on; how bright the maps are does not count.
  EXPECT_NEAR(emd.compare({{0.5f, 0, 0, 0}}, {{1, 0, 1, 0}}), 1 / std::sqrt(17.0), kTolerance);
}

TEST_F(Emd, EveryPartGoesWhereTheWholeCostsLeast) {
  // 3 and 1 of 4 units to 1 and 3: two of them cross; 5 is the diagonal of 3 x 4.
  EXPECT_NEAR(emd.compare({{0.75f, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0.25f}},
                          {{0.25f, 0, 0, 0}, {0, 0, 0, 0}, {0, 0, 0, 0.75f}}),
              0.5 * std::sqrt(13.0) / 5, kTolerance);
}

// scipy.optimize.linprog (HiGHS, SciPy 1.10.1) on the same transportation problem in float64, the cells'
// means taken there by area too; 20 x 12 pixels make 8 x 8 cells of 2.5 x 1.5.
TEST_F(Emd, AgreesWithALinearProgram) {
  const auto a = hill(20, 12, 5, 3, 8);
  EXPECT_NEAR(emd.compare(hill(4, 6, 1, 1, 4), scatter(4, 6)), 0.1466664106492582, kTolerance);
  EXPECT_NEAR(emd.compare(a, hill(20, 12, 14, 9, 8)), 0.3877689718960488, kTolerance);
  EXPECT_NEAR(emd.compare(a, scatter(20, 12)), 0.19396104586796992, kTolerance);
  EXPECT_NEAR(emd.compare(a, scatter(20, 12), {{"cells", 4}}), 0.1896741535862729, kTolerance);
}

// A hill moved by (24, 32) pixels is 40 away: exactly so on cells of 8 pixels, which it has moved on by (3,
// 4); the 8 x 8 cells of 14 pixels cut it differently in its two places.
TEST_F(Emd, OfAMovedHillIsHowFarItMoved) {
  const auto a = hill(112, 112, 40, 36, 32), b = hill(112, 112, 64, 68, 32);
  const double moved = 40 / std::hypot(112.0, 112.0);
  EXPECT_NEAR(emd.compare(a, b, {{"cells", 14}}), moved, kTolerance);
  EXPECT_NEAR(emd.compare(a, b), moved, 1e-3);
}

TEST_F(Emd, IsSymmetric) {
  expect_symmetric_measure(emd, hill(24, 32, 10, 12, 8), scatter(24, 32));
  EXPECT_EQ(emd.traits(), uint64_t{VTG_SIM_SYMMETRIC});
  EXPECT_EQ(emd.best(), 0);
  EXPECT_EQ(emd.worst(), 1);
}

TEST_F(Emd, OfAMapWithoutAttention) {
  const Rows black = {{0, 0}, {0, 0}}, some = {{0, 1e-30f}, {0, 0}};
  EXPECT_EQ(emd.compare(black, black), 0);
  EXPECT_EQ(emd.compare(black, some), 1);
  EXPECT_EQ(emd.compare(some, black), 1);
  EXPECT_EQ(emd.compare(some, {{0, 1}, {0, 0}}), 0);
}

TEST_F(Emd, RefusesNegativeMass) {
  EXPECT_EQ(refusal([&] {
              emd.compare({{0, 1}}, {{1, -0.5f}});
            }),
            "a map has negative values, which are no mass that could be moved; bring it to [0,1]");
}

}  // namespace
}  // namespace vantage
