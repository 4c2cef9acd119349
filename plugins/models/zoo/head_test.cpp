// SPDX-License-Identifier: Apache-2.0
// The line from a layer to the logits: which networks have one, and that it is true.
#include "plugins/models/zoo/head.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>

#include "plugins/models/zoo/architectures.hpp"
#include "plugins/models/zoo/zoo_testing.hpp"

namespace vantage::zoo {
namespace {

using testing::ElementsAre;

// --- by the graph alone ---------------------------------------------------------------------------

int named(const Graph& g, const char* name) {
  return g.layers[static_cast<size_t>(g.find_layer(name))].second;
}

// conv - relu - mean - linear, as most networks end.
TEST(HeadForm, AveragesThenClassifies) {
  Builder b(3, 4, 4);
  const int x = b.relu("relu", b.conv("conv", 0, {.out = 5, .kernel = 3}));
  b.linear("fc", b.flatten("flat", b.adaptive_avg_pool("mean", x, 1)), 2);
  const auto g = b.take();
  const auto at_relu = head_behind(g, x), at_conv = head_behind(g, named(g, "conv"));
  ASSERT_TRUE(at_relu && at_conv);
  EXPECT_EQ(at_relu->classifier, g.logits());
  EXPECT_FALSE(at_relu->inner_relu);
  EXPECT_TRUE(at_conv->inner_relu);
  EXPECT_FALSE(at_conv->outer_relu);
  EXPECT_FALSE(head_behind(g, 0));                 // a convolution that sees neighbours
  EXPECT_FALSE(head_behind(g, named(g, "flat")));  // no map
  EXPECT_FALSE(head_behind(g, named(g, "mean")));  // the mean is taken already
}

// relu - 1 x 1 convolution - relu - mean, as SqueezeNet ends.
TEST(HeadForm, ClassifiesThenAverages) {
  Builder b(3, 4, 4);
  const int x = b.conv("classes", b.relu("first", 0), {.out = 2, .bias = true});
  b.flatten("flat", b.adaptive_avg_pool("mean", b.relu("second", x), 1));
  const auto g = b.take();
  const auto form = head_behind(g, 0);
  ASSERT_TRUE(form);
  EXPECT_EQ(form->classifier, x);
  EXPECT_TRUE(form->inner_relu && form->outer_relu);
  EXPECT_FALSE(head_behind(g, x));  // nothing left to weigh
}

TEST(HeadForm, IsNotWhatOneLineCannotSay) {
  const auto ends = [](auto&& build) {
    Builder b(4, 6, 6);
    build(b);
    return head_behind(b.take(), 0).has_value();
  };
  const auto classify = [](Builder& b, int x, int64_t size = 1) {
    b.linear("fc", b.flatten("flat", b.adaptive_avg_pool("mean", x, size)), 2);
  };
  EXPECT_TRUE(ends([&](Builder& b) { classify(b, 0); }));
  EXPECT_FALSE(ends([&](Builder& b) { classify(b, 0, 2); }));
  EXPECT_FALSE(ends([&](Builder& b) { classify(b, b.activation("six", Op::relu6, 0)); }));
  EXPECT_FALSE(ends([&](Builder& b) { classify(b, b.add("sum", 0, b.relu("relu", 0))); }));
  EXPECT_FALSE(ends([&](Builder& b) { classify(b, b.conv("first", 0, {.out = 3})); }));
  EXPECT_FALSE(ends([&](Builder& b) {  // a ReLU of the mean is not the mean of a ReLU
    b.linear("fc", b.flatten("flat", b.relu("relu", b.adaptive_avg_pool("mean", 0, 1))), 2);
  }));
  EXPECT_FALSE(ends([&](Builder& b) {
    b.flatten("flat", b.adaptive_avg_pool("mean", b.conv("classes", 0, {.out = 2, .groups = 2}), 1));
  }));
}

TEST(HeadForm, IsThereAtTheDefaultLayerOf) {
  std::vector<std::string> plain, relu_behind, none;
  for (const auto& a : architectures()) {
    const auto g = build(a, 0, 10);
    const auto form = head_behind(g, named(g, a.default_layer));
    (!form ? none : form->outer_relu ? relu_behind : plain).push_back(a.name);
    EXPECT_FALSE(form && form->inner_relu) << a.name;
  }
  EXPECT_THAT(
      plain,
      ElementsAre("resnet18", "resnet34", "resnet50", "resnet101", "resnet152", "resnext50_32x4d",
                  "wide_resnet50_2", "densenet121", "densenet161", "densenet169", "densenet201",
                  "mobilenet_v2", "shufflenet_v2_x0_5", "shufflenet_v2_x1_0", "shufflenet_v2_x1_5",
                  "shufflenet_v2_x2_0", "googlenet", "mnasnet0_5", "mnasnet1_0", "efficientnet_b0",
                  "efficientnet_b1", "efficientnet_b2", "efficientnet_b3", "efficientnet_b4", "mini_resnet10",
                  "mini_resnet18", "mini_resnet34", "mini_resnet50", "mini_densenet24", "mini_densenet36",
                  "mini_mobilenet_v2", "mini_shufflenet_v2_x0_5", "mini_shufflenet_v2_x1_0"));
  EXPECT_THAT(relu_behind,
              ElementsAre("squeezenet1_0", "squeezenet1_1", "mini_squeezenet1_0", "mini_squeezenet1_1"));
  EXPECT_THAT(none, ElementsAre("alexnet", "vgg11", "vgg11_bn", "vgg13", "vgg13_bn", "vgg16", "vgg16_bn",
                                "vgg19", "vgg19_bn", "mobilenet_v3_small", "mobilenet_v3_large",
                                "mini_alexnet", "mini_mobilenet_v3"));
}

// --- through the ABI, by numbers ------------------------------------------------------------------

double function(int32_t which, double x) {
  return which == VTG_HEAD_RELU ? std::max(x, 0.0) : x;
}

// logits[c] = mean over positions of outer( sum_k weights[c][k] * inner(A[k]) + bias[c] )
double logit(const vtg_head& h, View a, int64_t sample, int64_t c) {
  const int64_t channels = a.size(1), positions = a.count(2);
  double sum = 0;
  for (int64_t p = 0; p < positions; ++p) {
    double s = h.bias[c];
    for (int64_t k = 0; k < channels; ++k)
      s += h.weights[c * channels + k] * function(h.inner, a.sample(sample)[k * positions + p]);
    sum += function(h.outer, s);
  }
  return sum / static_cast<double>(positions);
}

class Head : public ::testing::TestWithParam<std::string> {};

TEST_P(Head, GivesTheLogitsFromEveryLayerThatHasOne) {
  const test::OpenModel open(zoo(), host(), GetParam().c_str(), {{"input", 96}, {"classes", 5}, {"seed", 2}});
  const auto m = open.get();
  std::vector<int32_t> layers;
  for (int32_t i = 0; i < m.layer_count(); ++i)
    if (m.head(i).channels > 0) layers.push_back(i);
  ASSERT_FALSE(layers.empty());

  const auto i = m.info();
  auto x = host().services().zeros({2, i.channels, i.height, i.width});
  std::mt19937 bits(5);
  std::normal_distribution<float> normal;
  for (int64_t k = 0; k < x.view().count(); ++k) x.data()[k] = normal(bits);
  const auto tape = m.forward(x.view(), layers);
  const View logits = tape.logits();
  float most = 0;
  for (int64_t k = 0; k < logits.count(); ++k) most = std::max(most, std::abs(logits.data()[k]));
  for (const int32_t layer : layers) {
    ASSERT_EQ(m.head(layer).channels, m.layer(layer).shape[0]);
    for (int64_t n = 0; n < 2; ++n)
      for (int64_t c = 0; c < i.classes; ++c)
        EXPECT_NEAR(logit(m.head(layer), tape.value(layer), n, c), logits.sample(n)[c], 1e-4 * most)
            << m.layer(layer).name;
  }
}

std::vector<std::string> with_head() {
  std::vector<std::string> all;
  for (const auto& a : architectures()) {
    const auto g = build(a, 0, 10);
    if (head_behind(g, named(g, a.default_layer))) all.emplace_back(a.name);
  }
  return all;
}
INSTANTIATE_TEST_SUITE_P(Every, Head, ::testing::ValuesIn(with_head()),
                         [](const auto& i) { return i.param; });

TEST(HeadOfAModel, LivesAsLongAsTheModelAndStaysWhereItIs) {
  const test::OpenModel open(zoo(), host(), "resnet18", {{"input", 64}, {"classes", 3}, {"precision", 1}});
  const auto m = open.get();
  const auto first = m.head(m.info().default_layer), again = m.head(m.info().default_layer);
  EXPECT_EQ(first.channels, 512);
  EXPECT_EQ(first.weights, again.weights);
  EXPECT_EQ(first.bias, again.bias);
}

}  // namespace
}  // namespace vantage::zoo
