// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/ablation_cam/pooled_model.hpp"
#include "plugins/explainers/eigen_cam/toy_fixture.hpp"

namespace vantage::test {
namespace {

using AblationCamTest = ToyFixture;
constexpr double kProb = 1, kMinimum = 1, kAbsolute = 1;

// 54 becomes 0 without the first channel and 75 without the second: weights 1 and -21/54.
TEST_F(AblationCamTest, M1ByHand) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}}), Pointwise(near(1e-5f), {0.0f, 4.0f, 28.66667f, 34.16667f}));
  EXPECT_THAT(on_m1({{"layer", kConv1}, {"relu", 0}}),
              Pointwise(near(1e-5f), {6.66667f, 12.16667f, 28.66667f, 34.16667f}));
  EXPECT_THAT(on_m1({{"layer", kConv1}, {"relu", 0}, {"ablation", kMinimum}}),
              Pointwise(near(1e-5f), {6.66667f, 12.16667f, 28.66667f, 34.16667f}));
  // Its two classes are twins: no channel moves a probability.
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"score", kProb}}), testing::Each(0));
}

// w_k = w_ck mean(A_k) / S on a global average and a linear classifier.
TEST_F(AblationCamTest, LinearGap) {
  const float rows[3][4] = {{1, -0.25f, -0.25f, -0.5f}, {-0.25f, 1, 1, -0.25f}, {-0.5f, -0.25f, -0.25f, 1}};
  const Tensor x = images(0, 1);
  const auto tape = gap.get().forward(x.view(), {1});
  const float* a = tape.value(1).data();
  bool negative = false;
  for (int64_t c = 0; c < 3; ++c) {
    const float score = tape.logits().data()[c];
    negative |= score < 0;
    Floats expected(16), absolute(16);
    for (int64_t k = 0; k < 4; ++k) {
      const float mean = std::accumulate(a + k * 16, a + k * 16 + 16, 0.0f) / 16;
      for (size_t i = 0; i < 16; ++i) {
        expected[i] += rows[c][k] * mean / score * a[static_cast<size_t>(k) * 16 + i];
        absolute[i] += rows[c][k] * mean / std::abs(score) * a[static_cast<size_t>(k) * 16 + i];
      }
    }
    EXPECT_THAT(on_gap(x, {c}, {{"layer", kRelu}, {"relu", 0}}), Pointwise(near(1e-5f), expected)) << c;
    EXPECT_THAT(on_gap(x, {c}, {{"layer", kRelu}, {"relu", 0}, {"closed_form", 0}}),
                Pointwise(near(1e-5f), expected));
    EXPECT_THAT(on_gap(x, {c}, {{"layer", kRelu}, {"relu", 0}, {"denominator", kAbsolute}}),
                Pointwise(near(1e-5f), absolute));
  }
  EXPECT_TRUE(negative) << "no class whose denominator matters";
}

TEST_F(AblationCamTest, ClosedFormsEqualPasses) {
  const Floats x = {1, -2, 0.5f, 3, 0, 0.25f, 0.5f, 1, -1, 2, 2.5f, -0.75f, 0, 0, 1.5f, -0.5f, 1, 0.125f};
  const Tensor image = host.tensor({1, 3, 2, 3}, x);
  for (const int32_t inner : {VTG_HEAD_IDENTITY, VTG_HEAD_RELU})
    for (const int32_t outer : {VTG_HEAD_IDENTITY, VTG_HEAD_RELU})
      for (const double score : {0, 1})
        for (const double ablation : {0, 1}) {
          PooledModel model(host.services(), inner, outer);
          const auto map = [&](double closed) {
            return numbers(method
                               .explain(model.get(), image.view(), {0, 1},
                                        {{"layer", 0},
                                         {"relu", 0},
                                         {"score", score},
                                         {"ablation", ablation},
                                         {"closed_form", closed}},
                                        job, nullptr, {0, 0})
                               .view());
          };
          const auto closed = map(1);
          EXPECT_EQ(model.passed, 0);
          const auto passes = map(0);
          EXPECT_EQ(model.passed, 1 + 3) << "the whole layer and each channel, for both classes together";
          float largest = 1;  // weights of ten million leave rounding errors of about one
          for (const float p : passes) largest = std::max(largest, std::abs(p));
          EXPECT_THAT(closed, Pointwise(near(1e-5f * largest), passes))
              << inner << outer << score << ablation;
        }
}

TEST_F(AblationCamTest, ChannelsThatAreZeroCostNoPass) {
  PooledModel model(host.services(), VTG_HEAD_IDENTITY, VTG_HEAD_IDENTITY);
  Floats x(18);
  x[7] = 1;
  method.explain(model.get(), host.tensor({1, 3, 2, 3}, x).view(), {0}, {{"layer", 0}, {"closed_form", 0}},
                 job);
  EXPECT_EQ(model.passed, 1 + 1);  // the whole layer, and the one channel
}

TEST_F(AblationCamTest, AScoreOfZeroIsNoDenominator) {
  for (const double closed : {0, 1})
    EXPECT_THAT(numbers(method
                            .explain(m1.get(), host.tensor({1, 1, 4, 4}, Floats(16)).view(), {0},
                                     {{"layer", kRelu1}, {"closed_form", closed}}, job)
                            .view()),
                testing::Each(0));
}

TEST_F(AblationCamTest, ALayerBesideOthersIsRefused) {
  PooledModel model(host.services(), VTG_HEAD_IDENTITY, VTG_HEAD_IDENTITY);
  const Tensor image = host.tensor({1, 3, 2, 3}, Floats(18));
  EXPECT_EQ(
      refusal([&] {
        method.explain(model.get(), image.view(), {0}, {{"layer", PooledModel::kBranch}}, job);
      }),
      "Ablation-CAM changes layer 'branch' alone, but other branches run beside it; choose a layer that all "
      "paths run through, such as 'sum'");
}

TEST_F(AblationCamTest, WhatEveryMethodMust) {
  for (const double closed : {0, 1}) {
    expect_batch_equals_singles({{"layer", kRelu}, {"closed_form", closed}});
    expect_cancels({{"layer", kRelu}, {"closed_form", closed}});
    expect_nan_stays({{"layer", kRelu}, {"closed_form", closed}});
  }
  expect_maps_required();
}

}  // namespace
}  // namespace vantage::test
