// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/eigen_cam/toy_fixture.hpp"
#include "plugins/explainers/full_grad/gradients_behind.hpp"
#include "vantage/resize.hpp"

namespace vantage::test {
namespace {

using FullGradTest = ToyFixture;
constexpr double kLayer = 0, kChannel = 1, kNone = 2;

// At the input 0 1 1 1 over the second window's place (Captum), times 0 to 15; at conv1 the biases -50 and
// -75 times 0 1 1 1 and 0 0 -1 -1: 0 -50 25 25 in all, stretched from 2 x 2 to 4 x 4.
TEST_F(FullGradTest, M1ByHand) {
  const Floats expected = {0,
                           1 - 50 / 3.f,
                           2 - 100 / 3.f,
                           -47,  //
                           25 / 3.f,
                           5 - 25 / 9.f,
                           6 - 125 / 9.f,
                           -18,  //
                           50 / 3.f,
                           9 + 100 / 9.f,
                           10 + 50 / 9.f,
                           11,  //
                           25,
                           25,
                           25,
                           25};
  EXPECT_THAT(on_m1({{"normalize", kNone}}), Pointwise(near(1e-4f), expected));
}

// f(x) = <x, g> + sum of <bias, g> over all layers, exactly: ReLUs pass on what they multiply.
TEST_F(FullGradTest, ContributionsAddUpToTheScore) {
  for (const auto* open : {&m1, &gap})
    for (int64_t c = 0; c < 2; ++c) {
      const Model model = open->get();
      std::vector<int32_t> layers;
      for (int32_t i = 0; i < model.layer_count(); ++i)
        if (model.layer(i).bias) layers.push_back(i);
      ASSERT_EQ(layers.size(), 2u) << "a convolution and a fully connected layer";
      auto taps = layers;
      taps.push_back(VTG_LAYER_INPUT);
      const Tensor x = open == &m1 ? counting() : images(0, 1);
      const auto tape = model.forward(x.view(), taps, true);
      const auto input = tape.class_gradient(&c, VTG_LAYER_INPUT);
      double sum =
          std::inner_product(x.view().data(), x.view().data() + x.view().count(), input.view().data(), 0.0);
      for (const int32_t i : layers) {
        const auto l = model.layer(i);
        const auto g = tape.class_gradient(&c, i);
        const int64_t pixels = g.view().count(1) / l.shape[0];
        for (int64_t j = 0; j < g.view().count(); ++j) sum += double{l.bias[j / pixels]} * g.view().data()[j];
      }
      EXPECT_NEAR(sum, tape.logits().data()[c], 1e-4 * std::abs(sum) + 1e-5) << c;
    }
}

// linear-gap's maps are as large as its images, so nothing is resized and the map itself adds up to the
// score, but for the classifier's bias, 0 1/8 0.
TEST_F(FullGradTest, TheSignedMapAddsUpToTheScore) {
  for (int64_t c = 0; c < 3; ++c) {
    const Tensor x = images(2, 1);
    const auto map = on_gap(x, {c}, {{"normalize", kNone}});
    EXPECT_NEAR(std::accumulate(map.begin(), map.end(), 0.0) + (c == 1 ? 0.125 : 0),
                gap.get().forward(x.view()).logits().data()[c], 1e-5);
  }
}

TEST_F(FullGradTest, RescalesALayerOrEachChannel) {
  ASSERT_TRUE(gap.get().layer(0).bias);
  const Tensor x = images(2, 1);
  const auto tape = gap.get().forward(x.view(), {VTG_LAYER_INPUT, 0}, true);
  const int64_t target = 1;
  const auto at_input = tape.class_gradient(&target, VTG_LAYER_INPUT),
             at_conv = tape.class_gradient(&target, 0);
  const auto expected = [&](bool channelwise) {
    std::vector<Floats> parts(2);
    for (size_t i = 0; i < 48; ++i)
      parts[0].push_back(std::abs(x.view().data()[i] * at_input.view().data()[i]));
    for (size_t i = 0; i < 64; ++i)
      parts[1].push_back(std::abs(gap.get().layer(0).bias[i / 16] * at_conv.view().data()[i]));
    Floats map(16);
    for (auto& part : parts) {
      const size_t group = channelwise ? 16 : part.size();
      for (size_t first = 0; first < part.size(); first += group) {
        const auto begin = part.begin() + static_cast<long>(first), end = begin + static_cast<long>(group);
        const float least = *std::min_element(begin, end), most = *std::max_element(begin, end);
        for (size_t i = first; i < first + group; ++i)
          map[i % 16] += (part[i] - least) / (most - least + (channelwise ? 1e-7f : 1e-6f));
      }
    }
    return map;
  };
  EXPECT_THAT(on_gap(x, {target}, {{"normalize", kLayer}}), Pointwise(near(1e-5f), expected(false)));
  EXPECT_THAT(on_gap(x, {target}, {{"normalize", kChannel}}), Pointwise(near(1e-5f), expected(true)));
}

TEST(StretchTest, TwoToFour) {
  const Eigen::VectorXf line = Eigen::Vector2f(0, 3);
  const auto stretched = [&](bool aligned) {
    const Eigen::VectorXf to =
        eigen::resize_matrix(aligned ? VTG_UP_BILINEAR_ALIGNED : VTG_UP_BILINEAR, 2, 4) * line;
    return Floats(to.data(), to.data() + to.size());
  };
  EXPECT_THAT(stretched(true), Pointwise(near(1e-6f), {0.0f, 1.0f, 2.0f, 3.0f}));
  EXPECT_THAT(stretched(false), Pointwise(near(1e-6f), {0.0f, 0.75f, 2.25f, 3.0f}));
  for (const bool aligned : {false, true}) {
    EXPECT_EQ(eigen::resize_matrix(aligned ? VTG_UP_BILINEAR_ALIGNED : VTG_UP_BILINEAR, 1, 5),
              Eigen::MatrixXf::Ones(5, 1));
    EXPECT_EQ(eigen::resize_matrix(aligned ? VTG_UP_BILINEAR_ALIGNED : VTG_UP_BILINEAR, 3, 3),
              Eigen::MatrixXf::Identity(3, 3));
  }
}

TEST_F(FullGradTest, WhatEveryMethodMust) {
  for (const double normalize : {kLayer, kChannel, kNone})
    expect_batch_equals_singles({{"normalize", normalize}});
  expect_cancels({});
  expect_nan_stays({});
}

}  // namespace
}  // namespace vantage::test
