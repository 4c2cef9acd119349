// SPDX-License-Identifier: Apache-2.0
#include "core/contour_strokes.hpp"

#include <gtest/gtest.h>

namespace vantage::core {
namespace {

// A square from pixel 4 to pixel 15 of 20, by the pixels' centres.
const ContourStrokes::Line kSquare = {{0.225, 0.225}, {0.775, 0.225}, {0.775, 0.775}, {0.225, 0.775}};

TEST(ContourStrokes, AreLightInADarkHalo) {
  cv::Mat picture(20, 20, CV_8UC3, cv::Scalar(180, 180, 180));
  ContourStrokes strokes(picture.size());
  strokes.add({kSquare}, 1);
  strokes.over(picture);
  const auto red_at = [&](int y, int x) { return picture.at<cv::Vec3b>(y, x)[0]; };
  EXPECT_EQ(red_at(10, 0), 180);  // outside
  EXPECT_EQ(red_at(10, 10), 180);
  EXPECT_GT(red_at(10, 4), 230);  // on the left edge
  EXPECT_LT(red_at(10, 3), 150);  // beside it
  EXPECT_LT(red_at(10, 5), 150);
}

TEST(ContourStrokes, HaveNoHaloOverALine) {
  cv::Mat one(20, 20, CV_8UC3, cv::Scalar(0, 0, 0)), two = one.clone();
  const ContourStrokes::Line inner = {{0.275, 0.275}, {0.725, 0.275}, {0.725, 0.725}, {0.275, 0.725}};
  ContourStrokes alone(one.size()), both(one.size());
  alone.add({kSquare}, 1);
  both.add({kSquare}, 1);
  both.add({inner}, 1, 0);  // its light is black, its halo would darken its neighbour
  alone.over(one);
  both.over(two);
  EXPECT_EQ(one.at<cv::Vec3b>(10, 4), two.at<cv::Vec3b>(10, 4));
}

TEST(ContourStrokes, LeaveAFourthChannelAlone) {
  cv::Mat picture(20, 20, CV_8UC4, cv::Scalar(100, 100, 100, 255));
  ContourStrokes strokes(picture.size());
  strokes.add({kSquare}, 2);
  strokes.over(picture);
  EXPECT_EQ(picture.at<cv::Vec4b>(10, 3)[3], 255);
  EXPECT_EQ(picture.at<cv::Vec4b>(10, 4)[3], 255);
}

}  // namespace
}  // namespace vantage::core
