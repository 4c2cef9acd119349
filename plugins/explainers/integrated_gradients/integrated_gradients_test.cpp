// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/gradients/gradient_test.hpp"
#include "plugins/explainers/integrated_gradients/quadrature.hpp"

namespace vantage::gradients {
namespace {

using testing::Each;
using IntegratedGradientsTest = GradientTest;

constexpr double kGaussLegendre = 0, kTrapezoid = 1, kMidpoint = 2;
constexpr double kZero = 0, kBlack = 1, kWhite = 2, kMean = 3;

// m1's units switch on at 50/54, 50/81, 50/90 and 75/81, 75/90 of the way, all multiples of 1/162: with as
// many midpoints the integral is exact. Added up, the places 0 1, 1 0 and 1 1 count 4/54, 50/162 and 45/162.
TEST_F(IntegratedGradientsTest, M1ByHand) {
  const float right = 4 / 54.0f, below = 50 / 162.0f, corner = 45 / 162.0f;
  const float all = right + below + corner, last = right + corner;
  const Floats integral = {0,
                           right,
                           right,
                           right,  //
                           below,
                           all,
                           all,
                           last,  //
                           below,
                           all,
                           all,
                           last,  //
                           below,
                           below + corner,
                           below + corner,
                           corner};
  Floats expected(16);
  for (size_t i = 0; i < 16; ++i) expected[i] = static_cast<float>(i) * integral[i];
  const Floats map = on_m1({{"steps", 162}, {"rule", kMidpoint}});
  EXPECT_THAT(map, Pointwise(near(1e-5f), expected));
  float sum = 0;
  for (const float x : map) sum += x;
  EXPECT_NEAR(sum, 54, 1e-4);  // m1's score, which is 0 for zeros
}

// Units of linear-gap switch on on the way: each step that they fall between costs some 1/steps of them.
TEST_F(IntegratedGradientsTest, SharesAddUpToTheChangeOfTheScore) {
  const Floats zero(48, 0.0f);
  const auto before = numbers(gap.get().forward(host.tensor({1, 3, 4, 4}, zero).view()).logits());
  for (const double rule : {kGaussLegendre, kTrapezoid, kMidpoint})
    for (int64_t n = 0; n < 3; ++n) {
      const auto after = numbers(gap.get().forward(images(n, 1).view()).logits());
      for (const int64_t target : {0, 1, 2}) {
        float sum = 0;
        for (const float x : on_gap(images(n, 1), {target}, {{"rule", rule}, {"steps", 1000}})) sum += x;
        const auto c = static_cast<size_t>(target);
        EXPECT_NEAR(sum, after[c] - before[c], 1e-4) << rule << ", " << n;
      }
    }
}

TEST_F(IntegratedGradientsTest, AProbabilityIsExplainedAsWell) {
  const auto probability = [&](const Tensor& x) {
    const auto z = numbers(gap.get().forward(x.view()).logits());
    return std::exp(z[1]) / (std::exp(z[0]) + std::exp(z[1]) + std::exp(z[2]));
  };
  float sum = 0;
  for (const float x : on_gap(images(0, 1), {1}, {{"score", kProbability}})) sum += x;
  EXPECT_NEAR(sum, probability(images(0, 1)) - probability(host.tensor({1, 3, 4, 4}, Floats(48))), 1e-4);
}

// Shares are 0 where the image is its baseline.
TEST_F(IntegratedGradientsTest, BaselinesAreImages) {
  const auto preprocessed = [&](float colour) {
    const auto info = gap.get().info();
    Floats x;
    for (size_t i = 0; i < 48; ++i) x.push_back((colour - info.mean[i / 16]) / info.std[i / 16]);
    return host.tensor({1, 3, 4, 4}, x);
  };
  const Tensor zero = host.tensor({1, 3, 4, 4}, Floats(48)), black = preprocessed(0), white = preprocessed(1);
  EXPECT_THAT(on_gap(zero, {0}), Each(0));
  EXPECT_THAT(on_gap(black, {0}, {{"baseline", kBlack}}), Each(0));
  EXPECT_THAT(on_gap(white, {0}, {{"baseline", kWhite}}), Each(0));
  EXPECT_THAT(on_gap(white, {0}, {{"baseline", kMean}}), Each(testing::FloatNear(0, 1e-6f)));
  EXPECT_THAT(on_gap(white, {0}, {{"baseline", kZero}}), testing::Contains(testing::Gt(0.01f)));
}

TEST_F(IntegratedGradientsTest, LittleMemoryGivesTheSameNumbers) {
  const Floats expected = on_gap(images(0, 2), {0, 2});
  const test::TestHost small(1);
  test::Explainer frugal(VANTAGE_PLUGIN, small);
  EXPECT_EQ(numbers(frugal.explain(gap.get(), images(0, 2).view(), {0, 2}, {}, job).view()), expected);
}

TEST_F(IntegratedGradientsTest, BatchEqualsSingles) {
  expect_batch_equals_singles();
}
TEST_F(IntegratedGradientsTest, Cancels) {
  expect_cancels();
}

// Abramowitz and Stegun, table 25.4, moved from [-1,1] to [0,1].
TEST(Quadrature, GaussLegendre) {
  const auto three = quadrature("gauss-legendre", 3);
  const double nodes[] = {(1 - 0.774596669241483) / 2, 0.5, (1 + 0.774596669241483) / 2};
  const double weights[] = {5 / 18.0, 8 / 18.0, 5 / 18.0};
  for (size_t i = 0; i < 3; ++i) {
    EXPECT_NEAR(three[i].at, nodes[i], 1e-15);
    EXPECT_NEAR(three[i].weight, weights[i], 1e-15);
  }
}

TEST(Quadrature, IsExactForWhatItPromises) {
  const auto integral = [](const char* rule, int n, int power) {
    double sum = 0;
    for (const auto& [at, weight] : quadrature(rule, n)) sum += weight * std::pow(at, power);
    return sum;
  };
  for (const int n : {2, 3, 10, 50, 333, 1000}) {
    for (const char* rule : {"gauss-legendre", "trapezoid", "riemann-midpoint"}) {
      EXPECT_NEAR(integral(rule, n, 0), 1, 1e-12) << rule << ", " << n;
      EXPECT_NEAR(integral(rule, n, 1), 0.5, 1e-12) << rule << ", " << n;
    }
    EXPECT_NEAR(integral("gauss-legendre", n, 2 * n - 1), 0.5 / n, 1e-12) << n;
  }
}

}  // namespace
}  // namespace vantage::gradients
