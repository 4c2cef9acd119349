// SPDX-License-Identifier: Apache-2.0
#include "core/contour.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

namespace vantage::core {
namespace {

using Corners = std::vector<std::pair<float, float>>;

Corners sorted(Corners points) {
  for (auto& [x, y] : points) {  // so that rounding does not decide the order
    x = std::round(x * 1e4f) / 1e4f + 0.0f;
    y = std::round(y * 1e4f) / 1e4f + 0.0f;
  }
  std::sort(points.begin(), points.end());
  return points;
}

Corners sorted(const Contour& contour) {
  Corners points;
  for (const auto& p : contour.points) points.emplace_back(p.x, p.y);
  return sorted(points);
}

// Positive where the inside is on the left of the way (y runs downwards).
double area(const Contour& contour) {
  double twice = 0;
  for (size_t i = 0; i < contour.points.size(); ++i) {
    const auto a = contour.points[i], b = contour.points[(i + 1) % contour.points.size()];
    twice += static_cast<double>(b.x) * a.y - static_cast<double>(a.x) * b.y;
  }
  return twice / 2;
}

TEST(Contours, OnePixelIsADiamond) {
  const auto found = contours({3,
                               3,
                               {0, 0, 0,  //
                                0, 1, 0,  //
                                0, 0, 0}},
                              0.5f);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_TRUE(found[0].closed);
  EXPECT_EQ(sorted(found[0]), sorted({{1, 0.5f}, {1.5f, 1}, {1, 1.5f}, {0.5f, 1}}));
  EXPECT_DOUBLE_EQ(area(found[0]), 0.5);
}

TEST(Contours, AHoleRunsTheOtherWay) {
  const auto found = contours({3,
                               3,
                               {1, 1, 1,  //
                                1, 0, 1,  //
                                1, 1, 1}},
                              0.5f);
  ASSERT_EQ(found.size(), 2u);
  EXPECT_DOUBLE_EQ(area(found[0]), 8.5);  // 3 x 3 with its corners cut off
  EXPECT_DOUBLE_EQ(area(found[1]), -0.5);
}

TEST(Contours, TheMeanDecidesASaddle) {
  const auto cross = [](float low) {
    return contours({2,
                     2,
                     {1, low,  //
                      low, 1}},
                    0.5f);
  };
  EXPECT_EQ(cross(0.0f).size(), 1u);  // mean 0.5, `level` itself is inside: joined
  EXPECT_EQ(cross(0.2f).size(), 1u);
  EXPECT_EQ(contours({2, 2, {0.9f, 0, 0, 0.9f}}, 0.5f).size(), 2u);  // mean 0.45: apart
}

TEST(Contours, TheLevelItselfIsInside) {
  const auto found = contours({1, 2, {0.5f, 0.5f}}, 0.5f);
  EXPECT_TRUE(found.empty());  // a line without width encloses nothing
  const auto three = contours({2, 2, {0.5f, 0.5f, 0.5f, 0.5f}}, 0.5f);
  ASSERT_EQ(three.size(), 1u);
  EXPECT_DOUBLE_EQ(area(three[0]), 1);
}

TEST(Contours, EmptyAndFullMaps) {
  EXPECT_TRUE(contours({}, 0.5f).empty());
  EXPECT_TRUE(contours({2, 2, {0, 0, 0, 0}}, 0.5f).empty());
  EXPECT_EQ(contours({1, 1, {1}}, 0.0f).size(), 1u);
  EXPECT_TRUE(contours({1, 1, {std::nanf("")}}, 0.5f).empty());
}

// skimage 0.19: find_contours(numpy.pad(map, 1), level) - 1
TEST(Contours, PointsLikeSkimage) {
  const Map map{4, 5, {0,   .1f, .2f, .1f, 0,    //
                       .1f, .5f, .9f, .3f, 0,    //
                       0,   .7f, 1,   .6f, .2f,  //
                       0,   .2f, .8f, .4f, 0}};
  const auto found = contours(map, 0.25f);
  ASSERT_EQ(found.size(), 1u);
  EXPECT_EQ(sorted(found[0]), sorted({{3, 3.375f},
                                      {2, 3.6875f},
                                      {1.08333f, 3},
                                      {1, 2.9f},
                                      {0.35714f, 2},
                                      {0.375f, 1},
                                      {1, 0.375f},
                                      {2, 0.07143f},
                                      {3, 0.75f},
                                      {3.16667f, 1},
                                      {3.875f, 2},
                                      {3.375f, 3}}));
  const auto edge = contours({2, 2, {.9f, .6f, .4f, .1f}}, 0.5f);
  ASSERT_EQ(edge.size(), 1u);
  EXPECT_EQ(sorted(edge[0]),
            sorted({{1, .2f}, {0, .8f}, {-.44444f, 0}, {0, -.44444f}, {1, -.16667f}, {1.16667f, 0}}));
}

TEST(Contours, NumberLengthAndAreaLikeSkimage) {
  Map map{40, 50, {}};
  for (int y = 0; y < 40; ++y) {
    for (int x = 0; x < 50; ++x)
      map.values.push_back(static_cast<float>(.5 + .5 * std::sin(.31 * x) * std::cos(.23 * y)));
  }
  struct Expected {
    float level;
    size_t contours, points;
    double length, area;
  };
  for (const Expected& e :
       {Expected{.3f, 5, 390, 333.9492, 2049.5683}, Expected{.55f, 10, 380, 331.0112, 796.6036},
        Expected{.8f, 10, 240, 189.2411, 270.1129}}) {
    const auto found = contours(map, e.level);
    size_t points = 0;
    double length = 0, enclosed = 0;
    for (const auto& contour : found) {
      points += contour.points.size();
      enclosed += std::abs(area(contour));
      for (size_t i = 0; i < contour.points.size(); ++i) {
        length += cv::norm(contour.points[(i + 1) % contour.points.size()] - contour.points[i]);
      }
    }
    EXPECT_EQ(found.size(), e.contours) << e.level;
    EXPECT_EQ(points, e.points) << e.level;
    EXPECT_NEAR(length, e.length, 1e-2) << e.level;
    EXPECT_NEAR(enclosed, e.area, 1e-2) << e.level;
  }
}

}  // namespace
}  // namespace vantage::core
