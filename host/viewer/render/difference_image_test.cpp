// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/difference_image.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "host/viewer/testing/colour_difference.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;

TEST(DifferenceImage, IsSigned) {
  const core::Map d = difference({1, 3, {1, 0.5f, 0}}, {1, 3, {0, 0.5f, 1}});
  EXPECT_THAT(d.values, ElementsAre(1, 0, -1));
  EXPECT_TRUE(difference({1, 2, {0, 1}}, {2, 1, {0, 1}}).empty());
  const QImage image = difference_over({}, d);
  ASSERT_EQ(image.size(), QSize(3, 1));
  EXPECT_GT(qRed(image.pixel(0, 0)), qBlue(image.pixel(0, 0)));
  EXPECT_EQ(image.pixel(1, 0), qRgb(0xf4, 0xf4, 0xf4));
  EXPECT_LT(qRed(image.pixel(2, 0)), qBlue(image.pixel(2, 0)));
}

TEST(DifferenceImage, LetsThePhotographThrough) {
  QImage photograph(2, 1, QImage::Format_RGB32);
  photograph.setPixel(0, 0, qRgb(0, 0, 0));
  photograph.setPixel(1, 0, qRgb(255, 255, 255));
  const QImage image = difference_over(photograph, {1, 1, {0}});
  EXPECT_EQ(image.pixel(0, 0), qRgb(183, 183, 183));  // 0.75 * 244
  EXPECT_EQ(image.pixel(1, 0), qRgb(247, 247, 247));  // and 0.25 * 255
}

TEST(DifferenceImage, BothEndsAreAsStrongAndToldApartByAll) {
  EXPECT_EQ(difference_colour(7), difference_colour(1));
  EXPECT_EQ(difference_colour(NAN), Rgb(0x808080));
  const auto lab_of = [](double d, Sight sight) { return lab(seen(linear(difference_colour(d)), sight)); };
  for (const Sight sight : {Sight::normal, Sight::protan, Sight::deutan, Sight::tritan}) {
    EXPECT_GT(delta_e_2000(lab_of(-1, sight), lab_of(1, sight)), 20);
    EXPECT_NEAR(lab_of(-1, sight)[0], lab_of(1, sight)[0], 12) << "as dark as each other";
  }
}

}  // namespace
}  // namespace vantage::viewer
