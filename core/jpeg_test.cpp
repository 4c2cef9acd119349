// SPDX-License-Identifier: Apache-2.0
#include "core/jpeg.hpp"

#include <gtest/gtest.h>
#include <turbojpeg.h>

#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>
#include <string>

#include "core/files.hpp"
#include "core/image.hpp"
#include "core/sample_image.hpp"
#include "core/testing/shared_data.hpp"

namespace vantage::core {
namespace {

std::string jpeg_of(const cv::Mat& picture, const std::vector<int>& how = {}) {
  std::vector<uchar> bytes;
  cv::imencode(".jpg", picture, bytes, how);
  return {bytes.begin(), bytes.end()};
}

cv::Mat by_opencv(const std::string& bytes) {
  cv::Mat rgb;
  cv::cvtColor(cv::imdecode(std::vector<uchar>(bytes.begin(), bytes.end()), cv::IMREAD_COLOR), rgb,
               cv::COLOR_BGR2RGB);
  return rgb;
}

void expect_same(const cv::Mat& a, const cv::Mat& b) {
  ASSERT_EQ(a.size(), b.size());
  EXPECT_EQ(cv::norm(a, b, cv::NORM_INF), 0);
}

TEST(DecodeJpeg, GivesOpenCvsPixels) {
  const cv::Mat picture = draw_sample_image(3, 501, 333);  // sides that no block divides
  for (const std::vector<int>& how :
       {std::vector<int>{}, {cv::IMWRITE_JPEG_PROGRESSIVE, 1}, {cv::IMWRITE_JPEG_QUALITY, 30}})
    expect_same(decode_jpeg(jpeg_of(picture, how)), by_opencv(jpeg_of(picture, how)));
}

TEST(DecodeJpeg, GreyHasThreeEqualChannels) {
  cv::Mat grey;
  cv::cvtColor(draw_sample_image(4, 60, 40), grey, cv::COLOR_RGB2GRAY);
  expect_same(decode_jpeg(jpeg_of(grey)), by_opencv(jpeg_of(grey)));
}

TEST(DecodeJpeg, WhatIsNoJpegIsEmpty) {
  EXPECT_TRUE(decode_jpeg("").empty());
  EXPECT_TRUE(decode_jpeg("GIF89a").empty());
  const std::string bytes = jpeg_of(cv::Mat(8, 8, CV_8UC3, cv::Scalar(1, 2, 3)));
  EXPECT_TRUE(decode_jpeg(bytes.substr(0, 100)).empty());
}

// As print shops make them: without ink it is white.
TEST(DecodeJpeg, FourColoursAreReadAllTheSame) {
  const std::vector<uchar> ink(16 * 16 * 4, 255);  // Adobe's files hold what is left of the paper
  uchar* bytes = nullptr;
  unsigned long size = 0;
  const tjhandle encoder = tjInitCompress();
  ASSERT_EQ(tjCompress2(encoder, ink.data(), 16, 0, 16, TJPF_CMYK, &bytes, &size, TJSAMP_444, 95, 0), 0);
  const std::string file(reinterpret_cast<char*>(bytes), size);
  tjFree(bytes);
  tjDestroy(encoder);
  EXPECT_TRUE(decode_jpeg(file).empty());
  const testing::TemporaryFolder folder;
  write_atomically(folder / "ink.jpg", file);
  const cv::Mat rgb = load_image(folder / "ink.jpg").rgb;
  EXPECT_EQ(rgb.size(), cv::Size(16, 16));
  EXPECT_EQ(cv::norm(rgb, cv::Mat(16, 16, CV_8UC3, cv::Scalar::all(255)), cv::NORM_INF), 0);
}

}  // namespace
}  // namespace vantage::core
