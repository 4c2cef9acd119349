// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/contour_paths.hpp"

#include <gtest/gtest.h>

#include <QtGui/QImage>
#include <QtGui/QPainter>

namespace vantage::viewer {
namespace {

// A single pixel of 1 in the middle of a 3 x 3 map: at level 0.5 the contour is the diamond half a pixel
// around its centre, which is (0.5, 0.5) of the unit square.
TEST(ContourPaths, LieWhereTheMapIs) {
  const core::Map map{3, 3, {0, 0, 0, 0, 1, 0, 0, 0, 0}};
  const auto paths = contour_paths(map, 0.5);
  ASSERT_EQ(paths.size(), 5u);  // 0.5, 0.6, ... 0.9
  EXPECT_FLOAT_EQ(static_cast<float>(paths[0].level), 0.5f);
  const QRectF box = paths[0].path.boundingRect();
  EXPECT_NEAR(box.left(), 0.5 - 0.5 / 3, 1e-6);
  EXPECT_NEAR(box.bottom(), 0.5 + 0.5 / 3, 1e-6);
  EXPECT_TRUE(paths[0].path.contains(QPointF(0.5, 0.5)));
  EXPECT_FALSE(paths[0].path.contains(QPointF(0.4, 0.4)));
}

TEST(ContourPaths, HaveHoles) {
  const core::Map ring{3, 3, {1, 1, 1, 1, 0, 1, 1, 1, 1}};
  const auto path = contour_paths(ring, 0.9)[0].path;
  EXPECT_FALSE(path.contains(QPointF(0.5, 0.5)));
  EXPECT_TRUE(path.contains(QPointF(0.2, 0.2)));
}

TEST(ContourPaths, NothingToDraw) {
  EXPECT_TRUE(contour_paths({}, 0.5).empty());
  for (const auto& at : contour_paths({2, 2, {0, 0, 0, 0}}, 0.5)) EXPECT_TRUE(at.path.isEmpty());
  EXPECT_TRUE(contour_paths({1, 1, {1}}, 1).empty());
}

TEST(DrawContours, StaysInItsPlace) {
  QImage image(60, 60, QImage::Format_RGB32);
  image.fill(Qt::gray);
  QPainter painter(&image);
  draw_contours(painter, QRectF(10, 10, 40, 40), contour_paths({1, 1, {1}}, 0.5));
  painter.end();
  int drawn = 0;
  for (int y = 0; y < 60; ++y)
    for (int x = 0; x < 60; ++x)
      if (image.pixelColor(x, y) != Qt::gray) {
        ++drawn;
        EXPECT_TRUE(QRect(10, 10, 40, 40).contains(x, y)) << x << " " << y;
      }
  EXPECT_GT(drawn, 40);
}

}  // namespace
}  // namespace vantage::viewer
