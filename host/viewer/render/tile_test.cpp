// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/tile.hpp"

#include <gtest/gtest.h>

#include <QtGui/QPainter>
#include <cmath>

namespace vantage::viewer {
namespace {

const core::Map kSteps{2, 4, {0, 0.25f, 0.5f, 1, 0, 0.25f, 0.5f, 1}};

TEST(AreaAt, CountsWhatIsAtLeastTheThreshold) {
  EXPECT_EQ(area_at(kSteps, 0), 1);
  EXPECT_EQ(area_at(kSteps, 0.25), 0.75);
  EXPECT_EQ(area_at(kSteps, 0.5), 0.5);
  EXPECT_EQ(area_at(kSteps, 0.51), 0.25);
  EXPECT_EQ(area_at(kSteps, 1), 0.25);
}

TEST(DrawTile, CountsTheColoursOfTheRegionAlone) {
  cv::Mat rgb(2, 4, CV_8UC3, cv::Scalar(255, 0, 0));
  rgb(cv::Rect(2, 0, 2, 2)).setTo(cv::Scalar(0, 0, 255));
  const Tile tile = draw_tile(rgb, kSteps, 0.5, Colours::viridis, 64);
  EXPECT_EQ(tile.area, 0.5);
  EXPECT_EQ(tile.histogram.pixels, 4);
  EXPECT_EQ(tile.histogram.channels[0].front(), 1) << "no red";
  EXPECT_EQ(tile.histogram.channels[2].back(), 1) << "all blue";
  EXPECT_EQ(tile.photograph.pixel(0, 0), qRgb(255, 0, 0));
  EXPECT_EQ(tile.over.size(), QSize(4, 2)) << "never enlarged";
  ASSERT_EQ(tile.contours.size(), 5u);  // 0.5, 0.6, ... 0.9
  EXPECT_EQ(tile.contours.front().level, 0.5);
  EXPECT_FALSE(tile.contours.front().path.isEmpty());
}

TEST(DrawTile, WithoutAPhotographTheMapLiesOnGrey) {
  const Tile tile = draw_tile({}, kSteps, 0.5, Colours::viridis, 64);
  EXPECT_EQ(tile.photograph.pixel(1, 1), qRgb(0xa0, 0xa0, 0xa0));
  EXPECT_EQ(tile.area, 0.5);
  EXPECT_EQ(tile.histogram.pixels, 0);
}

TEST(DrawTile, IsSmallAndCountsAllPixels) {
  core::Map map{128, 128, std::vector<float>(128 * 128)};
  map.values[5] = 1;
  const Tile tile =
      draw_tile(cv::Mat(128, 128, CV_8UC3, cv::Scalar(9, 9, 9)), map, 0.5, Colours::viridis, 32);
  EXPECT_EQ(tile.over.size(), QSize(32, 32));
  EXPECT_EQ(tile.area, 1.0 / (128 * 128));
  EXPECT_EQ(tile.histogram.pixels, 1);
}

TEST(DrawHistogram, FillsFromBelow) {
  core::ColourHistogram h;
  h.channels = {std::vector<double>{1, 0}, std::vector<double>{0, 0}, std::vector<double>{0, 0}};
  QImage image(20, 20, QImage::Format_RGB32);
  image.fill(Qt::white);
  QPainter painter(&image);
  draw_histogram(painter, QRectF(0, 0, 20, 20), h);
  painter.end();
  EXPECT_LT(qGreen(image.pixel(5, 15)), 255);
  EXPECT_EQ(image.pixel(15, 5), qRgb(255, 255, 255));
}

}  // namespace
}  // namespace vantage::viewer
