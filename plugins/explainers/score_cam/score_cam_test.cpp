// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/score_cam/certificate.hpp"
#include "plugins/explainers/score_cam/interpolation.hpp"
#include "plugins/explainers/score_cam/score_test.hpp"

namespace vantage::score_cam {
namespace {

using testing::HasSubstr;
using ScoreCamTest = ScoreTest;

constexpr double kAligned = 1, kBefore = 1, kBlack = 1, kInput = 3, kScore = 1, kDrop = 1;

// Channel scores 20.2 and 6.1, or 18.433333 and 5.2 with corners on corners, times the two maps.
TEST_F(ScoreCamTest, M1ByHand) {
  EXPECT_THAT(on_m1({kAtRelu, kLogit}), close_to({0, 80.8f, 662.8f, 899.5f}));
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"upsampling", kAligned}}),
              close_to({0, 73.733333f, 602.633333f, 815.333333f}));
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"normalise", kBefore}}), close_to({0, 80.8f, 662.8f, 899.5f}));
}

// m1 of zeros is 0, of the whole image 54.
TEST_F(ScoreCamTest, BaselinesAreSubtracted) {
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"baseline", kBlack}}), close_to({0, 80.8f, 662.8f, 899.5f}));
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"baseline", kInput}, {"relu", 0}}),
              close_to({0, -33.8f * 4, -33.8f * 31 - 47.9f * 6, -33.8f * 40 - 47.9f * 15}));
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"baseline", kInput}}), Each(0));
}

TEST_F(ScoreCamTest, SoftmaxOverChannelsForgetsTheBaseline) {
  const float second = std::exp(6.1f - 20.2f), sum = 1 + second;
  const Floats expected = {0, 4 / sum, (31 + 6 * second) / sum, (40 + 15 * second) / sum};
  for (const double baseline : {0.0, kInput})
    EXPECT_THAT(on_m1({kAtRelu, kLogit, {"channel_softmax", 1}, {"baseline", baseline}}), close_to(expected));
}

// At 0.6 times the image only one unit is on, 4 in the first map; both masked images score 0.
TEST_F(ScoreCamTest, ConstantChannelsAreSkippedOrScoredAsBlack) {
  const Params softmax = {kAtRelu, kLogit, {"channel_softmax", 1}};
  EXPECT_THAT(on_m1(softmax, 0.6f), close_to({0, 0, 0, 4}));
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"channel_softmax", 1}, {"flat_channels", kScore}}, 0.6f),
              close_to({0, 0, 0, 2}));
  EXPECT_THAT(on_m1(softmax, 0), Each(0)) << "no channel is left";
}

// linear-gap's maps have the image's size: each is its own mask, and the weights are the probabilities.
TEST_F(ScoreCamTest, WeightsAreProbabilities) {
  const Tensor x = images(0, 1);
  const auto a = numbers(gap.get().forward(x.view(), {1}).value(1));
  Floats expected(36);
  for (size_t k = 0; k < 4; ++k) {
    const Floats map(a.begin() + 36 * static_cast<int64_t>(k), a.begin() + 36 * static_cast<int64_t>(k + 1));
    const auto [low, high] = std::minmax_element(map.begin(), map.end());
    Floats masked = numbers(x.view());
    for (size_t i = 0; i < 108; ++i) masked[i] *= (map[i % 36] - *low) / (*high - *low);
    const auto z = numbers(gap.get().forward(host.tensor({1, 3, 6, 6}, masked).view()).logits());
    const float p = std::exp(z[1]) / (std::exp(z[0]) + std::exp(z[1]) + std::exp(z[2]));
    for (size_t i = 0; i < 36; ++i) expected[i] += p * map[i];
  }
  EXPECT_THAT(on_gap(x, {1}, {kAtRelu}), close_to(expected));
}

TEST_F(ScoreCamTest, BatchEqualsSingles) {
  expect_batch_equals_singles();
  expect_batch_equals_singles({{"max_channels", 2}});
  expect_batch_equals_singles({{"channel_softmax", 1}, {"flat_channels", kScore}, {"baseline", kBlack}});
}

TEST_F(ScoreCamTest, FewerChannelsAreAsManyAsThereAreAtMost) {
  EXPECT_EQ(on_gap(images(0, 1), {1}, {{"max_channels", 4}}), on_gap(images(0, 1), {1}));
  EXPECT_EQ(on_gap(images(0, 1), {1}, {{"max_channels", 4}, {"unscored", kDrop}}), on_gap(images(0, 1), {1}));
  EXPECT_NE(on_gap(images(0, 1), {1}, {{"max_channels", 3}}),
            on_gap(images(0, 1), {1}, {{"max_channels", 3}, {"unscored", kDrop}}));
  // Of m1's maps the first varies more.
  EXPECT_THAT(on_m1({kAtRelu, kLogit, {"max_channels", 1}, {"unscored", kDrop}}),
              close_to({0, 80.8f, 626.2f, 808}));
}

float largest_error(Floats a, Floats b) {
  for (Floats* map : {&a, &b}) {
    const auto [low, high] = std::minmax_element(map->begin(), map->end());
    const float from = *low, range = *high - *low;
    for (float& x : *map) x = (x - from) / range;
  }
  float most = 0;
  for (size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(a[i] - b[i]));
  return most;
}

TEST_F(ScoreCamTest, TheErrorPromisedIsKept) {
  for (const double error : {0.01, 0.1, 0.5})
    EXPECT_LE(largest_error(on_gap(images(0, 1), {2}, {{"max_error", error}}), on_gap(images(0, 1), {2})),
              error);
}

TEST_F(ScoreCamTest, ErrorsAreCertainOfPlainProbabilitiesAlone) {
  for (const Params& other :
       {Params{{"max_error", 0.1}, kLogit}, Params{{"max_error", 0.1}, {"channel_softmax", 1}},
        Params{{"max_error", 0.1}, {"baseline", kBlack}}})
    EXPECT_THAT(refusal([&] { on_gap(images(0, 1), {0}, other); }),
                HasSubstr("max_error is certain only of plain probabilities; use it with score=prob"));
  EXPECT_EQ(refusal([&] {
              on_gap(images(0, 1), {0}, {{"max_error", 0.1}, {"max_channels", 2}});
            }),
            "max_channels and max_error exclude each other; set one of them to 0");
}

TEST_F(ScoreCamTest, NaNStaysNaN) {
  Floats x = numbers(images(0, 1).view());
  x[7] = NAN;
  const Tensor broken = host.tensor({1, 3, 6, 6}, x);
  for (const Params& params :
       {Params{}, Params{{"max_channels", 2}}, Params{{"max_channels", 2}, {"unscored", kDrop}},
        Params{{"max_error", 0.5}}}) {
    EXPECT_THAT(on_gap(broken, {0}, params), Each(testing::IsNan()));
  }
}

TEST_F(ScoreCamTest, Cancels) {
  expect_cancels();
}

TEST_F(ScoreCamTest, RefusesLayersWithoutMaps) {
  expect_refuses_layers_without_maps();
}

// Numbers in [0,1), the same on every machine.
eigen::RowMajor some(Eigen::Index rows, Eigen::Index columns, uint64_t seed) {
  Random random(seed);
  eigen::RowMajor all(rows, columns);
  for (float& x : all.reshaped()) x = static_cast<float>(random.uniform());
  return all;
}

TEST(CertificateTest, BoundsWhatMinMaxCanStillChange) {
  for (uint64_t seed = 0; seed < 20; ++seed) {
    eigen::RowMajor a = some(12, 9, seed);
    for (Eigen::Index k = 0; k < 12; ++k) a.row(k) *= std::pow(0.4f, static_cast<float>(k));
    if (seed % 2) a.array() -= 0.2f;  // and negative values
    const Channels channels(Eigen::Map<const eigen::RowMajor>(a.data(), 12, 9));
    const Eigen::VectorXf w = some(12, 1, seed + 100);
    const auto map = [&](size_t first_n, const Indices& order, bool relu) {
      Eigen::VectorXf sum = Eigen::VectorXf::Zero(9);
      for (size_t i = 0; i < first_n; ++i) sum += w[order[i]] * a.row(order[i]).transpose();
      return relu ? Eigen::VectorXf(sum.cwiseMax(0.0f)) : sum;
    };
    for (const bool relu : {false, true}) {
      Certificate certificate(channels, relu);
      const Indices& order = certificate.order();
      const auto whole = map(12, order, relu);
      double last = 1;
      for (size_t n = 1; n <= 12; ++n) {
        certificate.count(channels, order[n - 1]);
        const auto part = map(n, order, relu);
        last = certificate.bound(part);
        EXPECT_LE(largest_error({part.begin(), part.end()}, {whole.begin(), whole.end()}), last + 1e-5)
            << seed << ", " << n;
      }
      EXPECT_NEAR(last, 0, 1e-6);
    }
  }
}

TEST(InterpolationTest, ChosenScoresStayAndTwinsAreAlike) {
  eigen::RowMajor masks = some(20, 9, 1);
  masks.bottomRows(10) = masks.topRows(10);  // everything twice
  const Interpolation ten(masks, Eigen::VectorXd::Ones(20), 10);
  Eigen::VectorXd values(10);
  for (Eigen::Index i = 0; i < 10; ++i) values[i] = masks.row(ten.chosen()[static_cast<size_t>(i)]).sum();
  const auto all = ten.all(values);
  for (Eigen::Index i = 0; i < 10; ++i) {
    EXPECT_EQ(all[ten.chosen()[static_cast<size_t>(i)]], values[i]);
    EXPECT_NEAR(all[i], all[i + 10], 0.2);
    EXPECT_NEAR(all[i], masks.row(i).sum(), 0.2);
  }
}

TEST(InterpolationTest, WhatIsWorthMostComesFirst) {
  Eigen::VectorXd worth = Eigen::VectorXd::Ones(6);
  worth[4] = 100;
  worth[2] = 50;
  EXPECT_THAT(Interpolation(some(6, 9, 3), worth, 2).chosen(), ElementsAre(4, 2));
}

}  // namespace
}  // namespace vantage::score_cam
