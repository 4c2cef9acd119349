// SPDX-License-Identifier: Apache-2.0
// Saliency, as built: what becomes of channels and signs, and of probabilities, is common to all methods
// of pixel gradients and tested here.
#include "plugins/explainers/gradients/gradient_test.hpp"

namespace vantage::gradients {
namespace {

using SaliencyTest = GradientTest;

// The windows of m1's active units, weighted 1, 1, 1, -1, -1: 0 1 1 1 over the second window's place, nothing
// else, as torch.autograd has it.
TEST_F(SaliencyTest, M1ByHand) {
  EXPECT_THAT(on_m1(), ElementsAre(0, 1, 1, 1,  //
                                   0, 1, 1, 1,  //
                                   0, 1, 1, 1,  //
                                   0, 0, 0, 0));
}

TEST_F(SaliencyTest, ChannelsBecomeOneNumber) {
  const Floats g = gap_gradient(0, 1);
  Floats max(16), max_signed(16), sum(16), sum_abs(16), l2(16);
  for (size_t i = 0; i < 16; ++i) {
    const float r = g[i], gr = g[16 + i], b = g[32 + i];
    for (const float v : {r, gr, b})
      if (std::abs(v) > max[i]) {
        max[i] = std::abs(v);
        max_signed[i] = v;
      }
    sum[i] = r + gr + b;
    sum_abs[i] = std::abs(r) + std::abs(gr) + std::abs(b);
    l2[i] = std::sqrt(r * r + gr * gr + b * b);
  }
  const Tensor x = images(0, 1);
  const auto is = [](const Floats& expected) { return Pointwise(near(1e-6f), expected); };
  EXPECT_THAT(on_gap(x, {1}), is(max));
  EXPECT_THAT(on_gap(x, {1}, {{"sign", kSigned}}), is(max_signed));
  EXPECT_THAT(on_gap(x, {1}, {{"channels", kSum}, {"sign", kSigned}}), is(sum));
  EXPECT_THAT(on_gap(x, {1}, {{"channels", kSumAbs}}), is(sum_abs));
  EXPECT_THAT(on_gap(x, {1}, {{"channels", kL2}}), is(l2));

  ASSERT_LT(*std::min_element(sum.begin(), sum.end()), 0);
  ASSERT_GT(*std::max_element(sum.begin(), sum.end()), 0);
  Floats absolute, positive;
  for (const float s : sum) {
    absolute.push_back(std::abs(s));
    positive.push_back(std::max(s, 0.0f));
  }
  EXPECT_THAT(on_gap(x, {1}, {{"channels", kSum}}), is(absolute));
  EXPECT_THAT(on_gap(x, {1}, {{"channels", kSum}, {"sign", kPositive}}), is(positive));
}

TEST_F(SaliencyTest, ANumberThatIsNoneStaysOne) {
  // In one channel only; the network passes it on through the gradient of the probability.
  Floats x(48, 1.0f);
  x[20] = NAN;
  const Tensor image = host.tensor({1, 3, 4, 4}, x);
  for (const double channels : {kMaxAbs, kSum, kSumAbs, kL2})
    for (const double sign : {kAbsolute, kSigned, kPositive})
      EXPECT_TRUE(std::isnan(
          on_gap(image, {0}, {{"channels", channels}, {"sign", sign}, {"score", kProbability}})[4]))
          << channels << ", " << sign;
}

// d p_c / d x = p_c (d z_c / d x - sum_j p_j d z_j / d x)
TEST_F(SaliencyTest, ProbabilitiesDependOnAllClasses) {
  const auto tape = gap.get().forward(images(0, 1).view());
  double p[3], all = 0;
  for (int64_t c = 0; c < 3; ++c) all += p[c] = std::exp(tape.logits().data()[c]);
  for (double& x : p) x /= all;
  const Floats g[] = {gap_gradient(0, 0), gap_gradient(0, 1), gap_gradient(0, 2)};
  Floats expected(16);
  for (size_t i = 0; i < 48; ++i)
    expected[i % 16] +=
        static_cast<float>(p[2] * (g[2][i] - p[0] * g[0][i] - p[1] * g[1][i] - p[2] * g[2][i]));
  EXPECT_THAT(on_gap(images(0, 1), {2}, {{"channels", kSum}, {"sign", kSigned}, {"score", kProbability}}),
              Pointwise(near(1e-6f), expected));
}

TEST_F(SaliencyTest, BatchEqualsSingles) {
  expect_batch_equals_singles();
}
TEST_F(SaliencyTest, Cancels) {
  expect_cancels();
}

}  // namespace
}  // namespace vantage::gradients
