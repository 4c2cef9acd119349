// SPDX-License-Identifier: Apache-2.0
#include "core/roi/geometry.hpp"

#include <gmock/gmock.h>

#include "core/error.hpp"
#include "core/testing/drawn_region.hpp"
#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using testing::drawn;
using testing::error_of;
using ::testing::HasSubstr;
using testing::Rows;

Preprocessing four_by_four(int resize) {
  Preprocessing settings;
  settings.width = settings.height = 4;
  settings.resize = resize;
  return settings;
}

TEST(InputGeometry, ABoxIsScaledShiftedAndClipped) {
  // 1024 x 512 is resized to 512 x 256 and cropped to 224 x 224 from (144, 16) on: (288, 32) in the file.
  const InputGeometry geometry({1024, 512});
  EXPECT_EQ(geometry.to_input(Box{288, 32, 736, 480}), (Box{0, 0, 224, 224}));
  EXPECT_EQ(geometry.to_input(Box{388, 132, 488, 232}), (Box{50, 50, 100, 100}));
  EXPECT_EQ(geometry.to_input(Box{0, 0, 388, 512}), (Box{0, 0, 50, 224}));
  EXPECT_TRUE(geometry.to_input(Box{0, 0, 288, 512}).empty());
  EXPECT_EQ(geometry.to_input(Box{-9, -9, 9999, 9999}), (Box{0, 0, 224, 224}));
}

TEST(InputGeometry, WithoutACropThePictureIsStretched) {
  EXPECT_EQ(InputGeometry({8, 16}, four_by_four(0)).to_input(Box{2, 4, 4, 16}), (Box{1, 1, 2, 4}));
}

TEST(InputGeometry, ZerosAroundThePictureAreOutside) {
  // 2 x 2 pixels stay as they are in the middle of 4 x 4.
  const InputGeometry geometry({2, 2}, four_by_four(2));
  EXPECT_EQ(geometry.to_input(Box{-5, 0, 9, 1}), (Box{1, 1, 3, 2}));
  EXPECT_EQ(drawn(geometry.to_input(cv::Mat(2, 2, CV_8UC1, cv::Scalar(1)))),
            (Rows{"....", ".##.", ".##.", "...."}));
  EXPECT_EQ(drawn(geometry.region({Box{0, 0, 1, 2}})), (Rows{"....", ".#..", ".#..", "...."}));
}

TEST(InputGeometry, AMaskIsTakenFromItsNearestPixels) {
  cv::Mat mask = cv::Mat::zeros(4, 8, CV_8UC1);  // the crop takes columns 2 to 5
  mask.at<uint8_t>(0, 2) = 255;
  mask.at<uint8_t>(1, 1) = 255;
  mask.at<uint8_t>(3, 5) = 7;
  EXPECT_EQ(drawn(InputGeometry({8, 4}, four_by_four(4)).to_input(mask)),
            (Rows{"#...", "....", "....", "...#"}));
  // Stretched by half, the centres of columns 0 to 3 lie in columns 1, 3, 5, 7.
  EXPECT_EQ(drawn(InputGeometry({8, 4}, four_by_four(0)).to_input(mask)),
            (Rows{"....", "#...", "....", "..#."}));
  cv::Mat colours = cv::Mat::zeros(4, 8, CV_8UC3);
  colours.at<cv::Vec3b>(0, 2) = {0, 0, 128};
  EXPECT_EQ(drawn(InputGeometry({8, 4}, four_by_four(4)).to_input(colours)),
            (Rows{"#...", "....", "....", "...."}));
}

// A disc of the picture, once drawn on the picture and preprocessed with it, once taken as a mask.
TEST(InputGeometry, AgreesWithPreprocess) {
  cv::Mat rgb = cv::Mat::zeros(333, 500, CV_8UC3), mask = cv::Mat::zeros(333, 500, CV_8UC1);
  for (int y = 0; y < 333; ++y) {
    for (int x = 0; x < 500; ++x) {
      if ((x - 300) * (x - 300) + (y - 170) * (y - 170) > 90 * 90) continue;
      rgb.at<cv::Vec3b>(y, x) = {255, 255, 255};
      mask.at<uint8_t>(y, x) = 255;
    }
  }
  const cv::Mat input = preprocess(rgb).rgb;
  const cv::Mat region = InputGeometry({500, 333}).to_input(mask);
  int inside = 0, differ = 0;
  for (int y = 0; y < 224; ++y) {
    for (int x = 0; x < 224; ++x) {
      const bool in = region.at<uint8_t>(y, x) != 0;
      inside += in;
      // Away from the edge, which resizing blurs, both must agree.
      const int grey = input.at<cv::Vec3b>(y, x)[0];
      differ += in ? grey == 0 : grey == 255;
    }
  }
  EXPECT_NEAR(inside, 3.14159 * 90 * 90 * (256. / 333) * (256. / 333), 60);
  EXPECT_EQ(differ, 0);
}

TEST(InputGeometry, RefusesWhatDoesNotFit) {
  const InputGeometry geometry({8, 4}, four_by_four(4));
  EXPECT_THAT(error_of([&] { geometry.to_input(cv::Mat(4, 4, CV_8UC1)); }),
              HasSubstr("the mask has 4 x 4 pixels, its picture 8 x 4"));
  EXPECT_THAT(error_of([&] { geometry.to_input(cv::Mat(4, 8, CV_32FC1)); }),
              HasSubstr("one or three channels of 8 bits"));
  EXPECT_THROW(InputGeometry({0, 4}), Error);
}

TEST(RegionOf, PixelsWhoseCentreIsInside) {
  EXPECT_EQ(drawn(region_of({Box{1, 1, 3, 2}}, {4, 3})), (Rows{"....", ".##.", "...."}));
  EXPECT_EQ(drawn(region_of({Box{0.5f, 0, 2.5f, 1}}, {4, 1})), (Rows{"##.."}))
      << "the edge is inside on the left, outside on the right";
  EXPECT_EQ(drawn(region_of({Box{0.6f, 0, 1.4f, 1}}, {4, 1})), (Rows{"...."})) << "thinner than a pixel";
  EXPECT_EQ(drawn(region_of({Box{0, 0, 1, 1}, Box{3, 1, 9, 9}}, {4, 2})), (Rows{"#...", "...#"}))
      << "a union, clipped";
  EXPECT_EQ(drawn(region_of({Box{3, 0, 1, 1}, Box{-9, -9, -1, -1}, Box{9, 9, 12, 12}}, {4, 1})),
            (Rows{"...."}));
}

}  // namespace
}  // namespace vantage::core
