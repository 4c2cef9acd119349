// SPDX-License-Identifier: Apache-2.0
#include "core/sample_image.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/testing/pattern.hpp"

namespace vantage::core {
namespace {

TEST(SampleImage, IsTheSameForTheSameSeed) {
  const cv::Mat one = draw_sample_image(7, 160, 120);
  EXPECT_EQ(one.type(), CV_8UC3);
  EXPECT_EQ(one.size(), cv::Size(160, 120));
  EXPECT_EQ(testing::pixel_hash(one), testing::pixel_hash(draw_sample_image(7, 160, 120)));
  EXPECT_NE(testing::pixel_hash(one), testing::pixel_hash(draw_sample_image(8, 160, 120)));
}

TEST(SampleImage, SizesAreLimited) {
  EXPECT_NO_THROW(draw_sample_image(1, 16, 16));
  EXPECT_THROW(draw_sample_image(1, 15, 16), Error);
  EXPECT_THROW(draw_sample_image(1, 16, 5000), Error);
}

}  // namespace
}  // namespace vantage::core
