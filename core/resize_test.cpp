// SPDX-License-Identifier: Apache-2.0
#include "core/resize.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/testing/pattern.hpp"

namespace vantage::core {
namespace {

using testing::pattern;
using testing::pixel_hash;

// Expected values from Pillow 9.4: Image.fromarray(pattern).resize((width, height), Image.BILINEAR or
// BICUBIC).
TEST(Resize, GreyLikePillow) {
  const cv::Mat small = resize(pattern(9, 7, 1), ResizeFilter::bilinear, 3, 2);
  EXPECT_EQ((std::vector<int>(small.begin<uint8_t>(), small.end<uint8_t>())),
            (std::vector<int>{123, 119, 114, 136, 158, 119}));
}

struct Resizing {
  int width, height, new_width, new_height;
  const char* sha256;
  ResizeFilter filter = ResizeFilter::bilinear;
};

class ResizeLikePillow : public ::testing::TestWithParam<Resizing> {};

TEST_P(ResizeLikePillow, ByteForByte) {
  const Resizing c = GetParam();
  EXPECT_EQ(pixel_hash(resize(pattern(c.width, c.height), c.filter, c.new_width, c.new_height)), c.sha256);
}

INSTANTIATE_TEST_SUITE_P(
    Sizes, ResizeLikePillow,
    ::testing::Values(
        Resizing{50, 40, 13, 9, "bafe2e33f779abe4b614e0f078c049cac9e1c43f5dfd3f728a5a92b3afb4fc16"},
        Resizing{5, 4, 12, 11, "fbfe691cb6fa4085b3a7b4f621a9fca7566871b2ee58187b55df58771c34955b"},
        Resizing{640, 427, 384, 256, "1da47fc45cd7e509dedddd3a3dc9b9309e5b64f559acabfe7d403e1d9cc9b841"},
        Resizing{333, 500, 256, 384, "58bd884f90055d4ae33974327491868ae982c47948cdcc0f7793bb06dcef2c79"},
        Resizing{7, 300, 256, 17, "22d29a70730019987f39ac97d9d792361deee2216aa1810ac02fbb47e2f61eb6"},
        Resizing{31, 31, 31, 10, "63d47604850ad81c5c2220ec91ce8e6ae37a4923371d163f72d22a4b82ef7e60"},
        Resizing{50, 40, 13, 9, "7e9f761ed602952e4b099023aeeea4bff6b1d40a5bb943a656575fdd170f0b48",
                 ResizeFilter::bicubic},
        Resizing{5, 4, 12, 11, "69768a9fba1be5345cf6715f9c31f86a6625647748123a0aff0340a795605aad",
                 ResizeFilter::bicubic},
        Resizing{640, 427, 384, 256, "9de7b5fada44d6686ab9de1d9141acd3beede974ff2e335dd95838a56b72c910",
                 ResizeFilter::bicubic}));

TEST(Resize, AWindowIsThePartOfTheWhole) {
  const cv::Mat picture = pattern(97, 61);
  const cv::Mat whole = resize(picture, ResizeFilter::bilinear, 40, 25);
  const cv::Mat part = resize(picture, ResizeFilter::bilinear, 40, 25, 7, 3, 20, 11);
  EXPECT_EQ(pixel_hash(part), pixel_hash(whole(cv::Rect(7, 3, 20, 11))));
}

TEST(Resize, RefusesWhatItCannotDo) {
  EXPECT_THROW(resize(cv::Mat(), ResizeFilter::bilinear, 2, 2), Error);
  EXPECT_THROW(resize(cv::Mat(2, 2, CV_32F), ResizeFilter::bilinear, 2, 2), Error);
  EXPECT_THROW(resize(pattern(2, 2), ResizeFilter::bilinear, 0, 2), Error);
}

}  // namespace
}  // namespace vantage::core
