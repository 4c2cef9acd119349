// SPDX-License-Identifier: Apache-2.0
// One plan: what it shares, and what one broken image, dead layer or impossible method costs the others.
#include <gtest/gtest.h>

#include <cmath>

#include "tests/support/engine.hpp"

namespace vantage::engine {
namespace {

using test::plugins;

struct PlanTest : ::testing::Test {
  std::unique_ptr<OpenModel> model =
      OpenModel::open(plugins(), parse_model("resnet18,seed=2,classes=6,input=64"));
  std::vector<core::Input> images{test::noise(model->info(), 1), test::noise(model->info(), 2)};

  ExplainPlan::Results run(const std::vector<std::string>& methods,
                           std::vector<std::string> classes = {"1"}) {
    owned.clear();
    std::vector<const Method*> all;
    for (const auto& m : methods) {
      owned.push_back(Method::open(plugins(), parse_method(m)));
      all.push_back(owned.back().get());
    }
    ExplainOptions options;
    options.classes = std::move(classes);
    std::vector<const core::Input*> inputs;
    for (const auto& x : images) inputs.push_back(&x);
    return ExplainPlan(*model, all, options).run(ImageBatch(inputs, model->info()));
  }
  std::vector<std::unique_ptr<Method>> owned;
};

const std::vector<std::string> kLinear = {"grad-cam",     "grad-cam++", "xgrad-cam", "layer-cam",
                                          "hires-cam",    "eigen-cam",  "fem",       "recipro-cam",
                                          "ablation-cam", "cam",        "random-cam"};

TEST_F(PlanTest, ElevenMethodsAreOneForwardAndOneBackwardPass) {
  const auto done = run(kLinear);
  EXPECT_EQ(done.results.size(), kLinear.size() * 2);
  EXPECT_EQ(done.passes.forward, 1);
  EXPECT_EQ(done.passes.backward, 1);
}

TEST_F(PlanTest, EachClassAndEachLayerIsOneMoreBackwardPass) {
  EXPECT_EQ(run(kLinear, {"1", "2", "5"}).passes.backward, 3);
  const auto layers =
      run({"grad-cam:layer=layer3+layer4", "layer-cam:layer=layer4", "layer-cam:layer=layer3"});
  EXPECT_EQ(layers.passes.forward, 1);
  EXPECT_EQ(layers.passes.backward, 2);
}

TEST_F(PlanTest, PixelGradientsShareToo) {
  const auto done = run({"grad-cam", "saliency", "input-x-gradient", "guided-backprop", "guided-grad-cam"});
  EXPECT_EQ(done.passes.forward, 1);
  EXPECT_EQ(done.passes.backward, 3);  // to the layer, to the pixels, to the pixels by the guided rule
}

TEST_F(PlanTest, ADamagedScoreIsSaidAndCostsNoOtherImage) {
  images[0].chw[5] = NAN;
  const auto done = run({"grad-cam", "saliency"});
  ASSERT_EQ(done.results.size(), 3u);
  EXPECT_EQ(done.results[0].image, 0u);
  EXPECT_EQ(done.results[0].method, nullptr);
  EXPECT_NE(done.results[0].failure.find("a score that is not a number"), std::string::npos);
  EXPECT_TRUE(done.results[1].explanation && done.results[2].explanation);
}

TEST_F(PlanTest, AnImpossibleMethodCostsNoOther) {
  const auto done = run({"grad-cam:layer=fc", "grad-cam", "cam:layer=layer3"});
  ASSERT_EQ(done.results.size(), 6u);
  int made = 0, refused = 0;
  for (const auto& r : done.results) (r.explanation ? made : refused)++;
  EXPECT_EQ(made, 2);
  EXPECT_EQ(refused, 4);
}

TEST_F(PlanTest, AMapWithoutAttentionIsFlaggedAndBlack) {
  const auto gap = OpenModel::open(plugins(), parse_model("linear-gap,input=16"));
  core::Input dark;
  dark.chw.assign(3 * 16 * 16, 0.0f);  // the same everywhere, so every channel is
  const auto maps = test::explain(*gap, {"layer-cam", "hires-cam"}, {dark}, {"0"});
  for (const auto& e : maps) {
    EXPECT_TRUE(e.no_attention) << e.method;
    for (const float v : e.map.values) ASSERT_EQ(v, 0.0f);
  }
}

TEST_F(PlanTest, StoppingEndsTheWork) {
  owned.push_back(Method::open(plugins(), parse_method("score-cam")));
  const ExplainPlan plan(*model, {owned[0].get()}, {});
  EXPECT_THROW(plan.run(ImageBatch({&images[0]}, model->info()), [](const auto&, double) { return true; }),
               Cancelled);
}

}  // namespace
}  // namespace vantage::engine
