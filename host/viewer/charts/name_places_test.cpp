// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/name_places.hpp"

#include <gtest/gtest.h>

namespace vantage::viewer {
namespace {

constexpr QSizeF kName(40, 10);
const QRectF kPlot(0, 0, 200, 100);

NamedPoint point(double x, double y) {
  return {{x, y}, 4, kName};
}

TEST(NamePlaces, RightOfThePointWhereThereIsRoom) {
  const NamedPoint p = point(100, 50);
  const auto places = place_names({p}, {p.mark()}, {}, kPlot, false);
  ASSERT_TRUE(places[0]);
  EXPECT_EQ(places[0]->box, QRectF(107, 45, 40, 10));
  EXPECT_TRUE(places[0]->leader.isNull());
}

TEST(NamePlaces, AtTheEdgeOnTheOtherSide) {
  const NamedPoint p = point(180, 50);
  const auto places = place_names({p}, {p.mark()}, {}, kPlot, false);
  ASSERT_TRUE(places[0]);
  EXPECT_EQ(places[0]->box.right(), 173);
}

TEST(NamePlaces, BetweenFourNeighboursItStandsApartOnALine) {
  std::vector<NamedPoint> points{point(100, 50)};
  std::vector<QRectF> taken{points[0].mark()};
  for (const QRectF& around :
       {QRectF(106, 46, 10, 8), QRectF(84, 46, 10, 8), QRectF(96, 30, 8, 12), QRectF(96, 58, 8, 12)})
    taken.push_back(around);
  EXPECT_FALSE(place_names(points, taken, {}, kPlot, false)[0]);
  const auto led = place_names(points, taken, {}, kPlot, true)[0];
  ASSERT_TRUE(led);
  EXPECT_FALSE(led->leader.isNull());
  for (const QRectF& t : taken) EXPECT_FALSE(t.intersects(led->box));
  EXPECT_NEAR(QLineF(points[0].at, led->leader.p1()).length(), 4, 1e-9) << "begins at the mark's edge";
}

TEST(NamePlaces, ALeaderTakesNobodysRoom) {
  // Seven points in a heap, and one whose only place is beside them.
  std::vector<NamedPoint> points;
  std::vector<QRectF> taken;
  for (int i = 0; i < 7; ++i) points.push_back(point(90 + 3 * i, 50 + (i % 2)));
  points.push_back(point(150, 50));
  for (const auto& p : points) taken.push_back(p.mark());
  const auto places = place_names(points, taken, {}, kPlot, true);
  ASSERT_TRUE(places[7]);
  EXPECT_TRUE(places[7]->leader.isNull());
  for (size_t a = 0; a < places.size(); ++a)
    for (size_t b = 0; b < a; ++b)
      EXPECT_FALSE(places[a] && places[b] && places[a]->box.intersects(places[b]->box)) << a << " " << b;
}

TEST(NamePlaces, ALeaderAvoidsALargerMarkAroundItsPoint) {
  const NamedPoint ringed{{100, 50}, 14, kName}, near = point(100, 63);  // inside the ring's square
  const auto places = place_names({ringed, near}, {ringed.mark(), near.mark()}, {}, kPlot, true);
  ASSERT_TRUE(places[1]);
  EXPECT_GT(places[1]->box.top(), 63) << "below, where no line runs through the ring";
}

}  // namespace
}  // namespace vantage::viewer
