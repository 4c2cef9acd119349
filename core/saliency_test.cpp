// SPDX-License-Identifier: Apache-2.0
#include "core/saliency.hpp"

#include <gmock/gmock.h>

#include <cmath>
#include <limits>

#include "core/testing/error_of.hpp"
#include "core/testing/golden.hpp"
#include "core/testing/shared_data.hpp"

namespace vantage::core {
namespace {

using ::testing::Each;
using ::testing::ElementsAre;
using testing::error_of;
using ::testing::FloatNear;
using ::testing::HasSubstr;
using ::testing::Pointwise;

TEST(Finish, ClampsStretchesAndNormalises) {
  // Half-pixel bilinear from 2 to 4: 0, 1, 3, 4 quarters of the way.
  const Finished finished = finish({1, 2, {-3, 8}}, profile("paper"), 1, 4);
  EXPECT_THAT(finished.map.values, Pointwise(FloatNear(1e-6f), {0.0f, 0.25f, 0.75f, 1.0f}));
  EXPECT_FALSE(finished.no_attention);
}

TEST(Finish, WithoutReluNegativeValuesCount) {
  EXPECT_THAT(finish({1, 3, {-2, 0, 2}}, {.relu = false}, 1, 3).map.values, ElementsAre(0.0f, 0.5f, 1.0f));
}

TEST(Finish, NearestRepeatsPixels) {
  const PostProcessing nearest{.interpolation = Interpolation::nearest};
  EXPECT_THAT(finish({1, 2, {0, 5}}, nearest, 1, 4).map.values, ElementsAre(0, 0, 1, 1));
}

TEST(Finish, BicubicStaysInTheRange) {
  const PostProcessing bicubic{.interpolation = Interpolation::bicubic};
  const auto values = finish({2, 2, {0, 1, 1, 0}}, bicubic, 9, 9).map.values;
  EXPECT_EQ(*std::min_element(values.begin(), values.end()), 0.0f);
  EXPECT_EQ(*std::max_element(values.begin(), values.end()), 1.0f);
}

TEST(Finish, AConstantMapIsNoAttention) {
  for (const float value : {0.0f, 3.0f, -3.0f}) {
    const Finished finished = finish({2, 2, {value, value, value, value}}, profile("paper"), 3, 3);
    EXPECT_TRUE(finished.no_attention);
    EXPECT_THAT(finished.map.values, Each(0.0f));
  }
  EXPECT_TRUE(finish({1, 2, {-1, -2}}, profile("pytorch-grad-cam"), 3, 3).no_attention);
}

TEST(Finish, ExtremeValuesDoNotOverflow) {
  const float most = std::numeric_limits<float>::max();
  EXPECT_THAT(finish({1, 2, {-most, most}}, {.relu = false}, 1, 2).map.values, ElementsAre(0, 1));
}

TEST(Finish, NotANumberIsAnErrorThatSaysWhere) {
  EXPECT_THAT(error_of([] {
                finish({2, 2, {0, 1, std::nanf(""), 3}}, {}, 4, 4);
              }),
              HasSubstr("not a number at row 1, column 0"));
  EXPECT_THAT(error_of([] {
                finish({1, 2, {0, HUGE_VALF}}, {}, 4, 4);
              }),
              HasSubstr("infinite at row 0, column 1"));
}

TEST(Finish, RefusesSizesThatMakeNoSense) {
  EXPECT_THAT(error_of([] { finish({2, 2, {0}}, {}, 4, 4); }), HasSubstr("2 x 2 cannot hold 1 values"));
  EXPECT_THAT(error_of([] { finish({}, {}, 4, 4); }), HasSubstr("0 x 0"));
  EXPECT_THAT(error_of([] { finish({1, 1, {0}}, {}, 0, 4); }), HasSubstr("cannot be resized to 0 x 4"));
}

TEST(Profile, AnUnknownNameIsAnsweredWithTheKnown) {
  EXPECT_THAT(profile_names(), ElementsAre("paper", "pytorch-grad-cam", "torch-cam", "captum"));
  EXPECT_THAT(error_of([] { profile("papier"); }),
              HasSubstr("no profile 'papier'; known are paper, pytorch-grad-cam"));
}

TEST(Fuse, IsTheMeanOrTheMaximumPixelByPixel) {
  const Map a{1, 3, {0, 0.5f, 1}}, b{1, 3, {1, 0.25f, 0}};
  EXPECT_THAT(fuse({a, b}, Fuse::mean).values, ElementsAre(0.5f, 0.375f, 0.5f));
  EXPECT_THAT(fuse({a, b}, Fuse::max).values, ElementsAre(1, 0.5f, 1));
  EXPECT_THAT(fuse({a}, Fuse::mean).values, ElementsAre(0, 0.5f, 1));
  EXPECT_EQ(error_of([&] {
              fuse({a, Map{2, 1, {0, 1}}}, Fuse::mean);
            }),
            "maps of 1 x 3 and 2 x 1 cannot be fused");
  EXPECT_EQ(error_of([] { fuse({}, Fuse::max); }), "there is no map to fuse");
}

// pytorch-grad-cam's own raw and final maps; the final ones are kept as half precision.
TEST(Profile, GivesPytorchGradCamsPictures) {
  VANTAGE_SHARED_OR_SKIP(shared);
  int maps = 0;
  for (const auto* model : {"squeezenet1_0", "mobilenet_v2", "resnet18", "resnet50"}) {
    const testing::GoldenFile golden(shared / "golden" / (std::string(model) + ".safetensors"));
    for (const std::string method : {"grad-cam", "layer-cam"}) {
      for (const std::string& name : golden.photographs_with(method + "/final")) {
        const auto raw = golden.at(name + "/" + method + "/raw"),
                   expected = golden.at(name + "/" + method + "/final");
        const Map map{static_cast<int>(raw.shape[0]), static_cast<int>(raw.shape[1]), raw.values};
        const auto finished = finish(map, profile("pytorch-grad-cam"), 224, 224).map.values;
        float worst = 0;
        for (size_t i = 0; i < finished.size(); ++i)
          worst = std::max(worst, std::abs(finished[i] - expected.values[i]));
        EXPECT_LT(worst, 1e-3f) << model << " " << name << " " << method;
        ++maps;
      }
    }
  }
  EXPECT_GT(maps, 0);
}

}  // namespace
}  // namespace vantage::core
