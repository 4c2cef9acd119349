// SPDX-License-Identifier: Apache-2.0
#include "core/roi/colour_histogram.hpp"

#include <gmock/gmock.h>

#include "core/error.hpp"

namespace vantage::core {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;

// 2 x 2 pixels; the last is black and outside the region.
const cv::Mat kPicture = (cv::Mat_<cv::Vec3b>(2, 2) << cv::Vec3b(0, 63, 64), cv::Vec3b(255, 63, 191),
                          cv::Vec3b(255, 128, 192), cv::Vec3b(0, 0, 0));
const cv::Mat kRegion = (cv::Mat_<uint8_t>(2, 2) << 255, 1, 255, 0);

ColourHistogram of(int64_t pixels, const std::vector<double>& shares) {
  return {pixels, {shares, shares, shares}};
}

TEST(ColourHistogram, CountsTheRegionAlone) {
  const auto histogram = colour_histogram(kPicture, kRegion, 4);
  EXPECT_EQ(histogram.pixels, 3);
  EXPECT_THAT(histogram.channels[0], ElementsAre(1. / 3, 0, 0, 2. / 3));  // 0, 255, 255; not the black one
  EXPECT_THAT(histogram.channels[1], ElementsAre(2. / 3, 0, 1. / 3, 0));  // 63, 63, 128
  EXPECT_THAT(histogram.channels[2], ElementsAre(0, 1. / 3, 1. / 3, 1. / 3));  // 64, 191, 192
}

TEST(ColourHistogram, BinsAreEquallyWide) {
  EXPECT_EQ(colour_histogram(kPicture, kRegion).channels[0].size(), 32u);
  const auto each = colour_histogram(kPicture, kRegion, 256);
  EXPECT_EQ(each.channels[2][64], 1. / 3);
  EXPECT_EQ(each.channels[2][191], 1. / 3);
  EXPECT_EQ(each.channels[2][192], 1. / 3);
  EXPECT_THAT(colour_histogram(kPicture, kRegion, 1).channels[0], ElementsAre(1));
}

TEST(ColourHistogram, OfNothingIsAllZero) {
  const auto nothing = colour_histogram(kPicture, cv::Mat::zeros(2, 2, CV_8UC1), 4);
  EXPECT_EQ(nothing.pixels, 0);
  EXPECT_THAT(nothing.channels[0], ElementsAre(0, 0, 0, 0));
}

TEST(ColourHistogram, MeansCountImagesOrPixels) {
  const std::vector<ColourHistogram> all{of(1, {1, 0}), of(3, {0, 1}), of(0, {0, 0})};
  const auto by_image = mean(all, HistogramWeight::images);
  EXPECT_EQ(by_image.pixels, 4);
  EXPECT_THAT(by_image.channels[1], ElementsAre(.5, .5));
  EXPECT_THAT(mean(all, HistogramWeight::pixels).channels[1], ElementsAre(.25, .75));
  EXPECT_THAT(mean({of(0, {0, 0})}, HistogramWeight::images).channels[0], Each(0));
}

TEST(ColourHistogram, IntersectionIsWhatIsCommon) {
  EXPECT_DOUBLE_EQ(intersection(of(1, {.5, .5, 0}), of(9, {.25, .25, .5})), .5);
  EXPECT_DOUBLE_EQ(intersection(of(1, {1, 0}), of(1, {0, 1})), 0);
  EXPECT_DOUBLE_EQ(intersection(of(1, {.25, .75}), of(2, {.25, .75})), 1);
  EXPECT_DOUBLE_EQ(intersection({1, {{{1, 0}, {1, 0}, {0, 1}}}}, of(1, {1, 0})), 2. / 3);
}

TEST(ColourHistogram, RefusesWhatDoesNotFit) {
  EXPECT_THROW(colour_histogram({}, {}), Error);
  EXPECT_THROW(colour_histogram(kPicture, cv::Mat::zeros(2, 1, CV_8UC1)), Error);
  EXPECT_THROW(colour_histogram(kPicture, cv::Mat::zeros(2, 2, CV_32FC1)), Error);
  EXPECT_THROW(colour_histogram(kRegion, kRegion), Error);
  for (const int bins : {-4, 0, 3, 257, 512})
    EXPECT_THROW(colour_histogram(kPicture, kRegion, bins), Error) << bins;
  EXPECT_THROW(mean({}, HistogramWeight::images), Error);
  EXPECT_THROW(mean({of(1, {1, 0}), of(1, {1})}, HistogramWeight::images), Error);
  EXPECT_THROW(intersection(of(1, {1, 0}), of(1, {1})), Error);
}

}  // namespace
}  // namespace vantage::core
