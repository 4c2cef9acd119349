// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/hit_grid.hpp"

#include <gtest/gtest.h>

#include <cmath>
#include <random>

namespace vantage::viewer {
namespace {

TEST(HitGrid, FindsTheNearestWithinItsRadius) {
  const HitGrid grid({{10, 10}, {20, 10}, {10, 10}, {NAN, 0}, {1e300, 0}}, 8);
  EXPECT_EQ(grid.nearest({11, 10}), 0);
  EXPECT_EQ(grid.nearest({15, 10}), 0) << "equally near: the first";
  EXPECT_EQ(grid.nearest({15.1, 10}), 1);
  EXPECT_EQ(grid.nearest({28, 10}), 1) << "the radius is within";
  EXPECT_EQ(grid.nearest({28.1, 10}), -1);
  EXPECT_EQ(grid.nearest({-3, 10}), -1);
  EXPECT_EQ(grid.nearest({NAN, 10}), -1);
  EXPECT_EQ(HitGrid().nearest({0, 0}), -1);
}

TEST(HitGrid, AgreesWithLookingAtEveryPoint) {
  std::mt19937 random(1);
  const auto place = [&] { return QPointF(random() % 1000 / 2.0 - 100, random() % 1000 / 2.0 - 100); };
  std::vector<QPointF> points;
  for (int i = 0; i < 1000; ++i) points.push_back(place());
  const HitGrid grid(points, 8);
  for (int i = 0; i < 1000; ++i) {
    const QPointF at = place();
    int best = -1;
    double least = 64;
    for (size_t k = 0; k < points.size(); ++k) {
      const double d = QPointF::dotProduct(points[k] - at, points[k] - at);
      if (d < least || (d == least && best < 0)) {
        least = d;
        best = static_cast<int>(k);
      }
    }
    EXPECT_EQ(grid.nearest(at), best) << at.x() << " " << at.y();
  }
}

}  // namespace
}  // namespace vantage::viewer
