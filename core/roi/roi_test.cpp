// SPDX-License-Identifier: Apache-2.0
#include "core/roi/roi.hpp"

#include <gmock/gmock.h>

#include <cmath>

#include "core/roi/geometry.hpp"
#include "core/testing/drawn_region.hpp"
#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using testing::drawn;
using testing::error_of;
using ::testing::HasSubstr;
using testing::region;
using testing::Rows;

const cv::Mat kNothing = region({"....", "....", "....", "...."});
const Map kDark{4, 4, std::vector<float>(16)};
const Map kMap{4,
               4,
               {0, .2f, .4f, 0,  //
                0, .6f, 1, 0,    //
                0, 0, 0, .5f,    //
                .3f, 0, 0, 0}};

TEST(RegionAt, TheLevelItselfIsInside) {
  EXPECT_EQ(drawn(region_at(kMap, .5f)), (Rows{"....", ".##.", "...#", "...."}));
  EXPECT_EQ(drawn(region_at(kMap, 0)), (Rows{"####", "####", "####", "####"}));
  EXPECT_EQ(drawn(region_at(kMap, 1)), (Rows{"....", "..#.", "....", "...."}));
  EXPECT_EQ(drawn(region_at(kMap, 1.5f)), drawn(kNothing));
  EXPECT_EQ(drawn(region_at(kDark, .1f)), drawn(kNothing));
}

TEST(ShapeOf, CountsPixelsComponentsAndCentre) {
  const Shape one = shape_of(region_at(kMap, .5f));  // (1,1), (2,1), (3,2): joined at a corner
  EXPECT_EQ(one.pixels, 3);
  EXPECT_EQ(one.share, 3. / 16);
  EXPECT_EQ(one.components, 1);
  EXPECT_EQ(*one.centroid, cv::Point2d(2, 4. / 3));
  const Shape two = shape_of(region({"#..#", "#..#"}));
  EXPECT_EQ(two.components, 2);
  EXPECT_EQ(*two.centroid, cv::Point2d(1.5, .5));
  const Shape none = shape_of(kNothing);
  EXPECT_EQ(none.pixels, 0);
  EXPECT_EQ(none.share, 0);
  EXPECT_EQ(none.components, 0);
  EXPECT_FALSE(none.centroid);
}

TEST(Peak, IsTheFirstMaximum) {
  EXPECT_EQ(*peak(kMap), cv::Point(2, 1));
  EXPECT_EQ(*peak({2, 3, {0, .5f, 1, 1, 0, 1}}), cv::Point(2, 0));
  EXPECT_FALSE(peak(kDark));
}

TEST(PointingGame, HitsInsideAndWithinTheTolerance) {
  EXPECT_EQ(pointing_game(kMap, region({"....", "..#.", "....", "...."}), 0), true);
  const cv::Mat corner = region({"....", "....", "....", "#..."});  // 2 left of and 2 below the peak
  EXPECT_EQ(pointing_game(kMap, corner, 0), false);
  EXPECT_EQ(pointing_game(kMap, corner, 2.8), false) << "the square root of 8 is 2.83";
  EXPECT_EQ(pointing_game(kMap, corner, 2.83), true);
  EXPECT_EQ(pointing_game(kMap, corner), true) << "15 pixels, as in the paper";
  EXPECT_EQ(pointing_game(kDark, corner), false) << "no attention is a miss";
  EXPECT_EQ(pointing_game(kMap, kNothing), std::nullopt) << "nothing to hit";
}

TEST(MassInside, IsAShareOfTheSum) {
  // 1 + 0.5 of 3
  EXPECT_NEAR(*mass_inside(kMap, region({"....", "..##", "..##", "...."})), .5, 1e-7);
  EXPECT_EQ(mass_inside(kMap, kNothing), 0.);
  EXPECT_EQ(mass_inside(kDark, kNothing), std::nullopt);
}

TEST(Iou, OfRegions) {
  const cv::Mat truth = region({"##..", "##..", "....", "...."});
  EXPECT_EQ(iou(region({"....", ".##.", ".##.", "...."}), truth), 1. / 7);
  EXPECT_EQ(iou(truth, truth), 1.);
  EXPECT_EQ(iou(truth / 255, truth), 1.) << "whatever number stands for inside";
  EXPECT_EQ(iou(kNothing, truth), 0.);
  EXPECT_EQ(iou(truth, kNothing), std::nullopt);
}

TEST(Iou, OfBoxes) {
  EXPECT_EQ(iou(Box{0, 0, 2, 2}, Box{1, 1, 3, 3}), 1. / 7);
  EXPECT_EQ(iou(Box{0, 0, 2, 2}, Box{2, 0, 4, 2}), 0) << "they touch";
  EXPECT_EQ(iou(Box{}, Box{}), 0);
}

TEST(Localisation, TakesTheLargestComponentsTightBox) {
  const cv::Mat blobs = region({"##....",  //
                                "......",  //
                                "...##.",  //
                                ".....#"});
  EXPECT_EQ(largest_component(blobs), (Box{3, 2, 6, 4}));
  EXPECT_EQ(localisation(blobs, {Box{0, 0, 2, 1}, Box{3, 2, 6, 4}}), 1.);
  EXPECT_EQ(localisation(blobs, {Box{0, 0, 2, 1}, Box{3, 2, 6, 3}}), .5);
  EXPECT_EQ(localisation(blobs, {Box{0, 0, 2, 1}}), 0.);
  EXPECT_EQ(localisation(kNothing, {Box{0, 0, 2, 1}}), 0.);
  EXPECT_EQ(localisation(blobs, {}), std::nullopt);
  EXPECT_EQ(localisation(blobs, {Box{3, 2, 3, 4}}), std::nullopt) << "the crop left nothing of it";
  EXPECT_EQ(largest_component(region({"...##", "....."})), (Box{3, 0, 5, 1}));
  EXPECT_EQ(largest_component(region({"....#", "#...#", "#...."})), (Box{4, 0, 5, 2})) << "the higher of two";
  EXPECT_EQ(largest_component(region({"#..#", "#..#"})), (Box{0, 0, 1, 2})) << "the left one of two";
  EXPECT_TRUE(largest_component(kNothing).empty());
}

TEST(Roi, RefusesMapsAndRegionsThatMakeNoSense) {
  for (const float value : {std::nanf(""), -.1f, 1.1f, INFINITY}) {
    EXPECT_THAT(error_of([&] {
                  region_at({1, 2, {0, value}}, .5f);
                }),
                HasSubstr("its values must be in 0 to 1"))
        << value;
    EXPECT_THAT(error_of([&] {
                  peak({1, 2, {0, value}});
                }),
                HasSubstr("its values must be in 0 to 1"))
        << value;
  }
  EXPECT_THAT(error_of([&] { peak({}); }), HasSubstr("a map without values"));
  EXPECT_THAT(error_of([&] { peak({2, 2, {0, 1}}); }), HasSubstr("a map without values"));
  EXPECT_THAT(error_of([&] { region_at(kMap, std::nanf("")); }), HasSubstr("a level that is not finite"));
  EXPECT_THAT(error_of([&] { mass_inside(kMap, region({"#"})); }),
              HasSubstr("the region must have 4 x 4 pixels"));
  EXPECT_THAT(error_of([&] { iou(region({"##"}), kNothing); }),
              HasSubstr("the region must have 4 x 4 pixels"));
  EXPECT_THAT(error_of([&] { shape_of(cv::Mat(4, 4, CV_32FC1)); }), HasSubstr("one channel of 8 bits"));
  EXPECT_THAT(error_of([&] { pointing_game(kMap, kNothing, -1); }),
              HasSubstr("tolerance must be 0 pixels or more"));
}

// A box of the picture goes all the way: half of the attention falls into it.
TEST(Roi, FromTheFilesBoxToTheShareInside) {
  Preprocessing settings;
  settings.width = settings.height = settings.resize = 4;
  const InputGeometry geometry({16, 8}, settings);  // halved, then columns 2 to 5 of 8
  const cv::Mat truth = geometry.region({Box{8, 2, 12, 6}});
  EXPECT_EQ(drawn(truth), (Rows{"....", "..##", "..##", "...."}));
  EXPECT_NEAR(*mass_inside(kMap, truth), .5, 1e-7);
  EXPECT_EQ(pointing_game(kMap, truth, 0), true);
}

}  // namespace
}  // namespace vantage::core
