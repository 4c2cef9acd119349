// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/map_image.hpp"

#include <gmock/gmock.h>

#include <cmath>

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;

uint32_t hex(Rgb c) {
  return uint32_t{c.r} << 16 | uint32_t{c.g} << 8 | c.b;
}

// The ends as Matplotlib 3 publishes them, rounded to 8 bits; one step of tolerance is not needed.
TEST(ColourTable, EndsAsPublished) {
  EXPECT_EQ(hex(colour_table(Colours::viridis)[0]), 0x440154u);
  EXPECT_EQ(hex(colour_table(Colours::viridis)[255]), 0xfde725u);
  EXPECT_EQ(hex(colour_table(Colours::inferno)[0]), 0x000004u);
  EXPECT_EQ(hex(colour_table(Colours::inferno)[255]), 0xfcffa4u);
  EXPECT_EQ(hex(colour_table(Colours::jet)[0]), 0x000080u);
  EXPECT_EQ(hex(colour_table(Colours::jet)[255]), 0x800000u);
}

TEST(ColourTable, BrightensEvenlyButForJet) {
  const auto light = [](Rgb c) { return 0.2126 * c.r + 0.7152 * c.g + 0.0722 * c.b; };
  for (const Colours colours : {Colours::viridis, Colours::cividis, Colours::inferno})
    for (size_t i = 8; i < 256; i += 8)
      EXPECT_GT(light(colour_table(colours)[i]), light(colour_table(colours)[i - 8]))
          << static_cast<int>(colours) << " at " << i;
  EXPECT_LT(light(colour_table(Colours::jet)[255]), light(colour_table(Colours::jet)[128]));
}

TEST(ColourOf, TakesTheScale) {
  const auto& table = colour_table(Colours::viridis);
  EXPECT_EQ(colour_of(5, 0, 10, table), table[128]);
  EXPECT_EQ(colour_of(-1, 0, 10, table), table[0]);
  EXPECT_EQ(colour_of(11, 0, 10, table), table[255]);
  EXPECT_EQ(colour_of(3, 3, 3, table), table[0]);
  EXPECT_EQ(colour_of(NAN, 0, 1, table), Rgb(0x808080));
}

TEST(MapImage, HasAPixelForEachValue) {
  const QImage image = map_image({1, 3, {0, 1, NAN}}, Colours::viridis);
  EXPECT_EQ(image.size(), QSize(3, 1));
  EXPECT_EQ(image.pixel(0, 0), 0xff440154u);
  EXPECT_EQ(image.pixel(1, 0), 0xfffde725u);
  EXPECT_EQ(image.pixel(2, 0), 0xff808080u);
  EXPECT_TRUE(map_image({}, Colours::viridis).isNull());
}

TEST(MapOver, ColoursFromTheThresholdOnAndDimsTheRest) {
  QImage photograph(2, 1, QImage::Format_RGB888);
  photograph.fill(QColor(200, 100, 0));
  const QImage image = map_over(photograph, {1, 2, {0.5f, 0.4999f}}, Colours::viridis, 0.5);
  ASSERT_EQ(colour_table(Colours::viridis)[128], Rgb(0x21918c));  // 33, 145, 140
  EXPECT_EQ(image.pixel(0, 0), qRgb(117, 123, 70));               // halves rounded up
  EXPECT_EQ(image.pixel(1, 0), qRgb(110, 55, 0));
}

TEST(MapOver, StretchesTheMap) {
  QImage photograph(4, 1, QImage::Format_RGB32);
  photograph.fill(Qt::black);
  const QImage image = map_over(photograph, {1, 2, {0, 1}}, Colours::inferno, 0.5);
  // Half-pixel centres: 0, 0.25, 0.75, 1.
  EXPECT_EQ(image.pixel(1, 0), 0xff000000u);
  EXPECT_NE(image.pixel(2, 0), 0xff000000u);
  EXPECT_EQ(map_over(photograph, {}, Colours::inferno, 0.5), photograph);
}

TEST(Histogram, CountsWithTheEnds) {
  EXPECT_THAT(histogram({1, 7, {0, 0.24f, 0.25f, 0.5f, 1, NAN, 1.5f}}, 4), ElementsAre(2, 1, 1, 1));
  EXPECT_THAT(histogram({}, 2), ElementsAre(0, 0));
}

}  // namespace
}  // namespace vantage::viewer
