// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/ablation_cam/pooled_model.hpp"
#include "plugins/explainers/eigen_cam/toy_fixture.hpp"

namespace vantage::test {
namespace {

using ReciproCamTest = ToyFixture;
constexpr double kProb = 1, kGaussian = 1;

TEST_F(ReciproCamTest, M1ByHand) {
  EXPECT_THAT(on_m1({{"layer", kRelu1}}), ElementsAre(0, 4, 25, 25));
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"score", kProb}}), testing::Each(0.5f));
  // 9/16 of the first channel, which counts the same everywhere; of the second +-1/4, 1/8, 1/8, 1/16.
  EXPECT_THAT(on_m1({{"layer", kRelu1}, {"mask", kGaussian}}), ElementsAre(0, 2.25, 15.5625, 15.9375));
}

// The score of a position alone is CAM / Z + bias on a global average and a linear classifier.
TEST_F(ReciproCamTest, LinearGap) {
  const float rows[3][4] = {{1, -0.25f, -0.25f, -0.5f}, {-0.25f, 1, 1, -0.25f}, {-0.5f, -0.25f, -0.25f, 1}};
  const float bias[] = {0, 0.125f, 0};
  const Tensor x = images(1, 1);
  const auto tape = gap.get().forward(x.view(), {1});
  for (size_t c = 0; c < 3; ++c) {
    Floats expected(16, bias[c]);
    for (size_t k = 0; k < 4; ++k)
      for (size_t i = 0; i < 16; ++i) expected[i] += rows[c][k] / 16 * tape.value(1).data()[k * 16 + i];
    for (const double closed : {0, 1})
      EXPECT_THAT(on_gap(x, {static_cast<int64_t>(c)}, {{"layer", kRelu}, {"closed_form", closed}}),
                  Pointwise(near(1e-5f), expected));
  }
}

TEST_F(ReciproCamTest, ClosedFormsEqualPasses) {
  const Floats x = {1, -2, 0.5f, 3, 0, 0.25f, 0.5f, 1, -1, 2, 2.5f, -0.75f, 0, 0, 1.5f, -0.5f, 1, 0.125f};
  const Tensor image = host.tensor({1, 3, 2, 3}, x);
  for (const int32_t inner : {VTG_HEAD_IDENTITY, VTG_HEAD_RELU})
    for (const int32_t outer : {VTG_HEAD_IDENTITY, VTG_HEAD_RELU})
      for (const double score : {0, 1})
        for (const double mask : {0, 1}) {
          PooledModel model(host.services(), inner, outer);
          const auto map = [&](double closed) {
            return numbers(
                method
                    .explain(model.get(), image.view(), {0, 1},
                             {{"layer", 0}, {"score", score}, {"mask", mask}, {"closed_form", closed}}, job,
                             nullptr, {0, 0})
                    .view());
          };
          const auto closed = map(1);
          EXPECT_EQ(model.passed, 0);
          EXPECT_THAT(closed, Pointwise(near(1e-5f), map(0))) << inner << outer << score << mask;
          EXPECT_EQ(model.passed, 6) << "positions, for both classes together";
        }
}

TEST_F(ReciproCamTest, ALayerBesideOthersIsRefused) {
  PooledModel model(host.services(), VTG_HEAD_IDENTITY, VTG_HEAD_IDENTITY);
  const Tensor image = host.tensor({1, 3, 2, 3}, Floats(18));
  EXPECT_EQ(
      refusal([&] {
        method.explain(model.get(), image.view(), {0}, {{"layer", PooledModel::kBranch}}, job);
      }),
      "Recipro-CAM changes layer 'branch' alone, but other branches run beside it; choose a layer that all "
      "paths run through, such as 'sum'");
}

TEST_F(ReciproCamTest, WhatEveryMethodMust) {
  for (const double closed : {0, 1}) {
    expect_batch_equals_singles({{"layer", kRelu}, {"closed_form", closed}});
    expect_cancels({{"layer", kRelu}, {"closed_form", closed}});
    expect_nan_stays({{"layer", kRelu}, {"closed_form", closed}});
  }
  expect_maps_required();
}

}  // namespace
}  // namespace vantage::test
