// SPDX-License-Identifier: Apache-2.0
#include "host/engine/model_check.hpp"

#include <gtest/gtest.h>

#include <limits>

#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

// A model of three classes with one layer, of which a test spoils something.
struct Described {
  vtg_model_info info{};
  std::vector<vtg_layer_info> layers{1};
  const char* labels[3] = {"cat", "dog", "cow"};

  Described() {
    info.classes = 3;
    info.channels = 3;
    info.height = info.width = info.resize = 64;
    for (float& s : info.std) s = 0.25f;
    info.labels = labels;
    layers[0].name = "conv";
    layers[0].op = "conv2d";
    layers[0].ndim = 3;
  }
  std::string refusal() {
    try {
      check_model(info, layers);
    } catch (const Error& e) {
      return e.what();
    }
    return "";
  }
};

TEST(ModelCheck, ASoundModelPassesAndMissingTextsAreEmpty) {
  Described m;
  EXPECT_EQ(m.refusal(), "");
  EXPECT_STREQ(m.info.device, "");
  EXPECT_STREQ(m.info.weights_sha256, "");
}

TEST(ModelCheck, OnlyRgbImages) {
  Described m;
  m.info.channels = 4;  // the host has three planes to give
  EXPECT_EQ(m.refusal(), "it takes 4 channels, and images have three");
}

TEST(ModelCheck, Sizes) {
  for (const int side : {0, -1, 1 << 15}) {
    Described m;
    m.info.height = side;
    EXPECT_NE(m.refusal().find("64 x " + std::to_string(side)), std::string::npos);
  }
}

TEST(ModelCheck, Normalisation) {
  for (const float std : {0.f, -1.f, std::numeric_limits<float>::quiet_NaN()}) {
    Described m;
    m.info.std[1] = std;
    EXPECT_NE(m.refusal().find("cannot normalise"), std::string::npos);
  }
}

TEST(ModelCheck, ClassesAndLabels) {
  Described none;
  none.info.classes = 0;
  EXPECT_EQ(none.refusal(), "it has 0 classes; 1 to 16777216 are possible");
  Described hole;
  hole.labels[2] = nullptr;
  EXPECT_EQ(hole.refusal(), "class 2 of 3 has no label");
}

TEST(ModelCheck, Layers) {
  Described beyond;
  beyond.info.default_layer = 1;
  EXPECT_EQ(beyond.refusal(), "its default layer is number 1 of 1");
  Described nameless;
  nameless.layers[0].name = nullptr;
  EXPECT_EQ(nameless.refusal(), "layer 0 has no name");
  Described deep;
  deep.layers[0].ndim = 7;
  EXPECT_EQ(deep.refusal(), "layer 'conv' has 7 dimensions; 0 to 6 are possible");
}

}  // namespace
}  // namespace vantage::engine
