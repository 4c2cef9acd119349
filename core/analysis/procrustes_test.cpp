// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/procrustes.hpp"

#include <gmock/gmock.h>

#include <Eigen/LU>
#include <cmath>

#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using testing::error_of;
using ::testing::HasSubstr;

const NamedPoints kLayout{{1, {0, 0}}, {2, {4, 0}}, {5, {4, 1}}, {9, {-2, 3}}};

NamedPoints moved(const NamedPoints& points, const Eigen::Matrix2d& by, const Eigen::Vector2d& shift) {
  NamedPoints result;
  for (const auto& [name, p] : points) result[name] = by * p + shift;
  return result;
}

Eigen::Matrix2d rotation(double angle) {
  return (Eigen::Matrix2d() << std::cos(angle), -std::sin(angle), std::sin(angle), std::cos(angle))
      .finished();
}

void expect_near(const NamedPoints& a, const NamedPoints& b) {
  ASSERT_EQ(a.size(), b.size());
  for (const auto& [name, p] : a) EXPECT_LT((p - b.at(name)).norm(), 1e-12) << name;
}

TEST(Align, UndoesRotationScaleAndTranslation) {
  const Alignment back = align(moved(kLayout, 3 * rotation(2), {7, -8}), kLayout);
  expect_near(back.points, kLayout);
  EXPECT_NEAR(back.scale, 1.0 / 3, 1e-12);
  EXPECT_NEAR(back.turn.determinant(), 1, 1e-12);
  EXPECT_NEAR(back.root_mean_square, 0, 1e-12);
  EXPECT_EQ(back.common, 4);
}

TEST(Align, UndoesAReflection) {
  const Alignment back =
      align(moved(kLayout, Eigen::Vector2d(1, -1).asDiagonal() * rotation(0.3), {0, 1}), kLayout);
  expect_near(back.points, kLayout);
  EXPECT_NEAR(back.turn.determinant(), -1, 1e-12);
}

TEST(Align, MovesEveryPointByWhatTheCommonOnesSay) {
  NamedPoints fixed = kLayout;
  fixed.erase(9);
  fixed[3] = {100, 100};
  const Alignment back = align(moved(kLayout, 2 * rotation(-1), {5, 5}), fixed);
  EXPECT_EQ(back.common, 3);
  expect_near(back.points, kLayout);
}

TEST(Align, LeavesTheLeastSquares) {
  // scipy.spatial.procrustes of SciPy 1.10.1 (which scales the fixed points to norm 1) gives this disparity.
  const NamedPoints a{{0, {0, 0}}, {1, {1, 0}}, {2, {1, 2}}, {3, {0, 1}}};
  const NamedPoints b{{0, {0, 0}}, {1, {2, 1}}, {2, {2, 3}}, {3, {-1, 3}}};
  const Alignment onto = align(a, b);
  const double norm2 = 13.5;  // of b about its mean: (0.75, 1.75)
  EXPECT_NEAR(onto.root_mean_square * onto.root_mean_square * 4 / norm2, 0.22716049382716058, 1e-12);
}

TEST(Align, LeavesWhatTheCommonPointsDoNotDetermine) {
  const Alignment one = align({{1, {1, 1}}, {2, {2, 5}}}, {{1, {4, 4}}});
  expect_near(one.points, {{1, {4, 4}}, {2, {5, 8}}});
  const Alignment same_place = align({{1, {0.1, 0.7}}, {2, {0.1, 0.7}}, {3, {0.1, 0.7}}, {4, {1.1, 0.7}}},
                                     {{1, {0, 1}}, {2, {0, 3}}, {3, {0, 2}}});
  expect_near(same_place.points, {{1, {0, 2}}, {2, {0, 2}}, {3, {0, 2}}, {4, {1, 2}}});
  const Alignment none = align({{1, {1, 1}}}, {{2, {4, 4}}});
  expect_near(none.points, {{1, {1, 1}}});
  EXPECT_EQ(none.common, 0);
  EXPECT_EQ(none.root_mean_square, 0);
  EXPECT_TRUE(align({}, {}).points.empty());
}

TEST(Align, PointsOnALineAreNotReflected) {
  const NamedPoints line{{1, {0, 0}}, {2, {1, 2}}, {3, {3, 6}}};
  for (const double angle : {0.0, 0.7, 1.9, 3.1, -2.0}) {
    const Alignment back = align(moved(line, rotation(angle), {1, 1}), line);
    expect_near(back.points, line);
    EXPECT_NEAR(back.turn.determinant(), 1, 1e-12) << angle;
  }
}

TEST(Align, RefusesWhatIsNowhere) {
  EXPECT_THAT(error_of([] {
                align({{7, {0, std::nan("")}}}, {});
              }),
              HasSubstr("point 7 of the layout is at 0, nan"));
  EXPECT_THAT(error_of([] { align({}, {{7, {HUGE_VAL, 0}}}); }), HasSubstr("inf"));
}

}  // namespace
}  // namespace vantage::core
