// SPDX-License-Identifier: Apache-2.0
#include "core/overlay.hpp"

#include <gmock/gmock.h>

#include <opencv2/core.hpp>

#include "core/files.hpp"
#include "core/image.hpp"
#include "core/testing/error_of.hpp"
#include "core/testing/pattern.hpp"
#include "core/testing/shared_data.hpp"

namespace vantage::core {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using testing::pattern;

const Map kSpot{3, 3, {0, 0, 0, 0, 1, 0, 0, 0, 0}};

TEST(Overlay, IsAsManyTimesLargerAsAsked) {
  EXPECT_EQ(overlay(pattern(9, 6), kSpot).size(), cv::Size(27, 18));
  OverlayStyle style;
  style.scale = 1;
  EXPECT_EQ(overlay(pattern(9, 6), kSpot, style).size(), cv::Size(9, 6));
}

TEST(Overlay, ColoursTheSpotAndKeepsTheRest) {
  const cv::Mat grey(30, 30, CV_8UC3, cv::Scalar::all(200));
  OverlayStyle style;
  style.levels = {};
  style.scale = 1;
  const cv::Mat drawn = overlay(grey, kSpot, style);
  EXPECT_EQ(drawn.at<cv::Vec3b>(1, 1), cv::Vec3b(161, 161, 161));  // 200 x (1 - 0.3 x 0.65), a grey
  const auto middle = drawn.at<cv::Vec3b>(15, 15);
  EXPECT_GT(middle[0], middle[2] + 30);  // inferno ends in yellow
  style.opacity = 0;
  EXPECT_EQ(cv::norm(overlay(pattern(30, 30), kSpot, style), pattern(30, 30), cv::NORM_INF), 0);
}

TEST(Overlay, DrawsALineWhereTheLevelIs) {
  const cv::Mat grey(90, 90, CV_8UC3, cv::Scalar::all(100));
  OverlayStyle style;
  style.opacity = 0;
  style.levels = {0.25f};
  style.scale = 1;
  // A quarter of the way from the upper row's centre (14.5) to the middle one's (44.5): row 22.
  const cv::Mat drawn = overlay(grey, {3, 3, {0, 0, 0, 1, 1, 1, 0, 0, 0}}, style);
  EXPECT_GT(drawn.at<cv::Vec3b>(22, 44)[0], 150);
  EXPECT_LT(drawn.at<cv::Vec3b>(21, 44)[0], 90);  // the halo
  EXPECT_EQ(drawn.at<cv::Vec3b>(44, 44), cv::Vec3b(100, 100, 100));
  EXPECT_EQ(drawn.at<cv::Vec3b>(10, 10), cv::Vec3b(100, 100, 100));
}

TEST(Overlay, LevelsRiseFromTheThreshold) {
  EXPECT_THAT(levels_from(0.7f),
              ElementsAre(FloatNear(.7f, 1e-6f), FloatNear(.8f, 1e-6f), FloatNear(.9f, 1e-6f)));
}

TEST(Overlay, RefusesWhatItCannotDraw) {
  EXPECT_THAT(error_of([] { overlay({}, kSpot); }), HasSubstr("three channels"));
  EXPECT_THAT(error_of([] { overlay(pattern(2, 2), {2, 2, {0}}); }), HasSubstr("2 x 2 with 1 values"));
  OverlayStyle style;
  style.opacity = 3;
  EXPECT_THAT(error_of([&] { overlay(pattern(2, 2), kSpot, style); }), HasSubstr("opacity 3"));
}

TEST(Overlay, ThePngHoldsTheSamePixels) {
  const testing::TemporaryFolder folder;
  write_atomically(folder / "x.png", encode_png(pattern(7, 5)));
  EXPECT_EQ(cv::norm(load_image(folder / "x.png").rgb, pattern(7, 5), cv::NORM_INF), 0);
}

}  // namespace
}  // namespace vantage::core
