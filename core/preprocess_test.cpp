// SPDX-License-Identifier: Apache-2.0
#include "core/preprocess.hpp"

#include <gtest/gtest.h>

#include "core/error.hpp"
#include "core/image.hpp"
#include "core/testing/golden.hpp"
#include "core/testing/pattern.hpp"
#include "core/testing/shared_data.hpp"

namespace vantage::core {
namespace {

using testing::pattern;
using testing::pixel_hash;

struct Case {
  int width, height, resize, crop_width, crop_height;
  const char* sha256;
};

class CropLikeTorchvision : public ::testing::TestWithParam<Case> {};

// Expected values from torchvision 0.14: Compose([Resize(resize), CenterCrop((height, width))]).
TEST_P(CropLikeTorchvision, ByteForByte) {
  const Case c = GetParam();
  Preprocessing settings;
  settings.resize = c.resize;
  settings.width = c.crop_width;
  settings.height = c.crop_height;
  EXPECT_EQ(pixel_hash(preprocess(pattern(c.width, c.height), settings).rgb), c.sha256);
}

INSTANTIATE_TEST_SUITE_P(
    Sizes, CropLikeTorchvision,
    ::testing::Values(
        Case{341, 256, 256, 224, 224, "5b5a1afba91d94845440ac285cc2dde0ee6f2c323ec6b7b721aa3a259c0dbaed"},
        Case{500, 333, 256, 224, 224, "a8c9f7991d5f64c9f9b1038b3533dacb9eea57accaa3ee22522dfc0bb5d2f92f"},
        Case{301, 500, 232, 224, 224, "7eb220701a42095d94bac8dcf919cec85d4993747ab46894c213d9384d36a1a6"},
        Case{100, 80, 64, 100, 70, "e63009abbee763c9650749e4aa69d201acbb748a9ae6991d0eb6f87b02b156dd"},
        Case{30, 60, 16, 25, 21, "a99db3d8bf1364f0c45ef423caabe90ad2d2819e8cb1043476580bf764f3af9b"},
        Case{1, 1, 256, 224, 224, "1b28ab7686f43ccab25fc87a884b6d99dd95ea50a74cd738ce737f969bac6952"},
        Case{3000, 2, 40, 31, 33, "27adbf20a7f1067439f023cebec2217ea1f8e43dbab1c58279132d602c03ba56"}));

TEST(Preprocess, ValuesLikeToTensorAndNormalize) {
  Preprocessing settings;
  settings.width = 2;
  settings.height = 1;
  settings.resize = 0;
  const Input input = preprocess(pattern(2, 1), settings);  // pixels (0, 53, 106) and (44, 97, 150)
  const std::vector<float> expected{-2.1179039f, -1.3644148f, -1.1078430f,
                                    -0.3375350f, 0.0430502f,  0.8099348f};
  ASSERT_EQ(input.chw.size(), expected.size());
  for (size_t i = 0; i < expected.size(); ++i) EXPECT_NEAR(input.chw[i], expected[i], 2e-7) << i;
}

TEST(Preprocess, KnowsWhereTheCropLiesInTheFile) {
  const Input input = preprocess(cv::Mat::zeros(512, 1024, CV_8UC3));  // resized to 512 x 256
  EXPECT_EQ(input.crop_in_file, cv::Rect2d(288, 32, 448, 448));
  Preprocessing stretch;
  stretch.resize = 0;
  EXPECT_EQ(preprocess(cv::Mat::zeros(30, 50, CV_8UC3), stretch).crop_in_file, cv::Rect2d(0, 0, 50, 30));
}

TEST(Preprocess, KnowsItWithoutThePixelsToo) {
  for (const cv::Size size :
       {cv::Size(341, 256), cv::Size(500, 333), cv::Size(301, 500), cv::Size(1, 1), cv::Size(9, 2)}) {
    for (const int resize : {0, 16, 232, 256}) {
      Preprocessing settings;
      settings.resize = resize;
      settings.height = 200;
      EXPECT_EQ(crop_in_file(size, settings),
                preprocess(pattern(size.width, size.height), settings).crop_in_file);
    }
  }
  EXPECT_EQ(crop_in_file({1024, 512}), cv::Rect2d(288, 32, 448, 448));
  EXPECT_THROW(crop_in_file({0, 512}), Error);
  Preprocessing settings;
  settings.width = -1;
  EXPECT_THROW(crop_in_file({3, 3}, settings), Error);
}

TEST(Preprocess, AThreadOfPixelsNeedsLittleMemory) {
  EXPECT_EQ(preprocess(cv::Mat::zeros(1, 1 << 22, CV_8UC3)).chw.size(), 3u * 224 * 224);
}

TEST(Preprocess, RefusesSettingsThatMakeNoSense) {
  Preprocessing settings;
  settings.std[1] = 0;
  EXPECT_THROW(preprocess(pattern(3, 3), settings), Error);
  settings = {};
  settings.width = -1;
  EXPECT_THROW(preprocess(pattern(3, 3), settings), Error);
  EXPECT_THROW(preprocess(pattern(3, 3, 1)), Error);
}

// Every 8th row and column of what torchvision gives, kept as half precision: 2^-10 at most from the value,
// where one wrong grey level makes 0.017.
TEST(Preprocess, RealPhotographsLikeTorchvision) {
  VANTAGE_SHARED_OR_SKIP(shared);
  const testing::GoldenFile golden(shared / "golden" / "resnet18.safetensors");
  const auto photographs = golden.photographs_with("input");
  ASSERT_FALSE(photographs.empty());
  for (const std::string& name : photographs) {
    const Input input = preprocess(load_image(shared / "data" / "images" / name).rgb);
    const auto expected = golden.at(name + "/input").values;
    ASSERT_EQ(expected.size(), 3u * 28 * 28);
    float worst = 0;
    for (size_t i = 0; i < expected.size(); ++i) {
      const size_t c = i / 784, y = i / 28 % 28 * 8, x = i % 28 * 8;
      worst = std::max(worst, std::abs(input.chw[(c * 224 + y) * 224 + x] - expected[i]));
    }
    EXPECT_LT(worst, 1e-3f) << name;
  }
}

}  // namespace
}  // namespace vantage::core
