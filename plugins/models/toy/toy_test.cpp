// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <numeric>

#include "tests/support/test_host.hpp"

namespace {

using testing::ElementsAre;
using testing::HasSubstr;
using vantage::Model;
using vantage::Tensor;
using vantage::test::numbers;
using vantage::test::OpenModel;
using vantage::test::refusal;

struct ToyTest : testing::Test {
  vantage::test::TestHost host;
  vantage::test::Plugin plugin{VANTAGE_TOY_PLUGIN, host};

  Tensor counting() {  // 0, 1, ... 15
    std::vector<float> x(16);
    std::iota(x.begin(), x.end(), 0.0f);
    return host.tensor({1, 1, 4, 4}, x);
  }
  // Multiples of 1/8 in [-2, 2), so that every sum below is exact.
  Tensor eighths(const std::vector<int64_t>& shape, uint32_t seed) {
    std::minstd_rand random(seed);
    std::vector<float> x(static_cast<size_t>(
        std::accumulate(shape.begin(), shape.end(), int64_t{1}, std::multiplies<int64_t>())));
    for (float& v : x) v = static_cast<float>(static_cast<int>(random() % 32) - 16) / 8;
    return host.tensor(shape, x);
  }
  // <cotangent, at(x)> with x standing at layer `from`.
  static double score(const Model& m, int32_t from, vantage::View x, int32_t at, vantage::View cotangent) {
    const auto tape = m.resume(from, x, {at});
    const auto y = numbers(tape.value(at)), c = numbers(cotangent);
    return std::inner_product(y.begin(), y.end(), c.begin(), 0.0);
  }
  // Every vector-Jacobian product against central differences, which are exact here: the networks
  // are piecewise linear, and `step` is too small to reach a kink.
  void expect_differences_agree(const Model& m, Tensor input, float step) {
    std::vector<int32_t> all(static_cast<size_t>(m.layer_count() + 1));
    std::iota(all.begin(), all.end(), int32_t{VTG_LAYER_INPUT});
    const auto tape = m.forward(input.view(), all, true);
    for (const int32_t wrt : all)
      for (int32_t at = wrt; at < m.layer_count(); ++at) {
        const auto value = tape.value(at);
        const auto cotangent = eighths({value.c()->shape, value.c()->shape + value.dims()}, 7);
        const auto g = numbers(tape.pull_back(at, cotangent.view(), wrt).view());
        Tensor x =
            host.tensor({tape.value(wrt).c()->shape, tape.value(wrt).c()->shape + tape.value(wrt).dims()},
                        numbers(tape.value(wrt)));
        for (size_t i = 0; i < g.size(); ++i) {
          const float middle = x.data()[i];
          x.data()[i] = middle + step;
          const double above = score(m, wrt, x.view(), at, cotangent.view());
          x.data()[i] = middle - step;
          const double below = score(m, wrt, x.view(), at, cotangent.view());
          x.data()[i] = middle;
          ASSERT_NEAR(g[i], (above - below) / (2 * step), 1e-6)
              << "layer " << at << " to " << wrt << ", " << i;
        }
      }
  }
};

constexpr int32_t kConv1 = 0, kRelu1 = 1, kFlatten = 2, kFc = 3, kRelu2 = 4;

TEST_F(ToyTest, DescribesM1) {
  const OpenModel open(plugin, host, "m1");
  const Model m = open.get();
  const auto info = m.info();
  EXPECT_EQ(info.classes, 2);
  EXPECT_EQ(info.default_layer, kRelu1);
  EXPECT_EQ(info.parameters, 18 + 2 + 16 + 2);
  EXPECT_EQ(info.macs, 2 * 9 * 4 + 16);
  EXPECT_EQ(info.std[0], 1.0f);
  ASSERT_EQ(m.layer_count(), 5);
  EXPECT_STREQ(m.layer(kFlatten).name, "flatten");
  EXPECT_EQ(m.layer(kConv1).ndim, 3);
  EXPECT_EQ(m.layer(kFc).ndim, 1);
  EXPECT_TRUE(m.layer(kFc).flags & VTG_LAYER_SEPARATES);
}

TEST_F(ToyTest, M1ComputesTheKnownActivations) {
  const OpenModel open(plugin, host, "m1");
  const auto tape = open.get().forward(counting().view(), {kRelu1, kConv1});
  EXPECT_THAT(numbers(tape.value(kConv1)), ElementsAre(-5, 4, 31, 40, -30, -21, 6, 15));
  EXPECT_THAT(numbers(tape.value(kRelu1)), ElementsAre(0, 4, 31, 40, 0, 0, 6, 15));
  EXPECT_THAT(numbers(tape.logits()), ElementsAre(54, 54));
}

TEST_F(ToyTest, M1PullsTheClassBackUnderEveryRule) {
  const OpenModel open(plugin, host, "m1");
  const auto tape = open.get().forward(counting().view(), {VTG_LAYER_INPUT, kConv1, kRelu1}, true);
  const int64_t target[] = {0};
  EXPECT_THAT(numbers(tape.class_gradient(target, kRelu1).view()), ElementsAre(1, 1, 1, 1, 1, -1, -1, -1));
  EXPECT_THAT(numbers(tape.class_gradient(target, kConv1).view()), ElementsAre(0, 1, 1, 1, 0, 0, -1, -1));
  EXPECT_THAT(numbers(tape.class_gradient(target, VTG_LAYER_INPUT).view()),
              ElementsAre(0, 1, 1, 1, 0, 1, 1, 1, 0, 1, 1, 1, 0, 0, 0, 0));
  // Captum's published guided backpropagation of this network.
  EXPECT_THAT(numbers(tape.class_gradient(target, VTG_LAYER_INPUT, VTG_RULE_GUIDED).view()),
              ElementsAre(0, 1, 1, 1, 1, 3, 3, 2, 1, 3, 3, 2, 1, 2, 2, 1));
  // Deconvnet lets [[1,1],[1,1]] and [[1,0],[0,0]] through: 2, 1, 1, 1 under windows of ones.
  EXPECT_THAT(numbers(tape.class_gradient(target, VTG_LAYER_INPUT, VTG_RULE_DECONV).view()),
              ElementsAre(2, 3, 3, 1, 3, 5, 5, 2, 3, 5, 5, 2, 1, 2, 2, 1));
}

TEST_F(ToyTest, GradientsAgreeWithDifferences) {
  const OpenModel m1(plugin, host, "m1"), gap(plugin, host, "linear-gap", {{"input", 4}});
  expect_differences_agree(m1.get(), counting(), 0.25f);
  // Inputs and weights are multiples of 1/8 and 1/16 and biases 1/256: nothing lies nearer to 0 than that.
  expect_differences_agree(gap.get(), eighths({1, 3, 4, 4}, 3), 0x1p-9f);
  expect_differences_agree(gap.get(), eighths({2, 3, 4, 4}, 4), 0x1p-9f);
}

TEST_F(ToyTest, ResumingEqualsTheWholePass) {
  const OpenModel m1(plugin, host, "m1"), gap(plugin, host, "linear-gap", {{"input", 5}});
  for (const auto& [m, x] : {std::pair{m1.get(), counting()}, {gap.get(), eighths({3, 3, 5, 5}, 5)}})
    for (int32_t from = 0; from < m.layer_count(); ++from) {
      const auto whole = m.forward(x.view(), {from});
      EXPECT_EQ(numbers(m.resume(from, whole.value(from)).logits()), numbers(whole.logits())) << from;
    }
}

TEST_F(ToyTest, BatchEqualsSingles) {
  const OpenModel open(plugin, host, "linear-gap", {{"input", 6}});
  const Tensor three = eighths({3, 3, 6, 6}, 9);
  const auto batch = numbers(open.get().forward(three.view()).logits());
  for (int64_t n = 0; n < 3; ++n) {
    const auto one = host.tensor({1, 3, 6, 6}, {three.view().sample(n), three.view().sample(n + 1)});
    const auto single = numbers(open.get().forward(one.view()).logits());
    EXPECT_TRUE(std::equal(single.begin(), single.end(), batch.begin() + n * 3)) << n;
  }
}

TEST_F(ToyTest, LinearGapSeesARedDot) {
  // One red pixel of height 1 amid zeros, 8 x 8. Each filter gives 1/256 everywhere, plus its stencil
  // around the dot: red nine times 1/8; an edge 1/8, 2/8, 1/8 on one side and less than zero, which the
  // ReLU drops, on the other; blue nine times -1/16, all dropped.
  const OpenModel open(plugin, host, "linear-gap", {{"input", 8}});
  std::vector<float> x(3 * 64, 0.0f);
  x[3 * 8 + 4] = 1;
  const auto tape = open.get().forward(host.tensor({1, 3, 8, 8}, x).view(), {2}, true);
  const float red = 64 / 256.0f + 9 / 8.0f, edge = 61 / 256.0f + 4 / 8.0f, blue = 55 / 256.0f;
  EXPECT_THAT(numbers(tape.value(2)), ElementsAre(red / 64, edge / 64, edge / 64, blue / 64));
  EXPECT_THAT(numbers(tape.logits()), ElementsAre((red - 0.5f * edge - 0.5f * blue) / 64,
                                                  0.125f + (-0.25f * red + 2 * edge - 0.25f * blue) / 64,
                                                  (-0.5f * red - 0.5f * edge + blue) / 64));
}

TEST_F(ToyTest, LinearGapHasConstantGradients) {
  const OpenModel open(plugin, host, "linear-gap", {{"input", 4}});
  const auto tape = open.get().forward(eighths({1, 3, 4, 4}, 1).view(), {1}, true);
  const int64_t edges[] = {1};
  std::vector<float> expected;
  for (const float w : {-0.25f, 1.0f, 1.0f, -0.25f}) expected.insert(expected.end(), 16, w / 16);
  EXPECT_EQ(numbers(tape.class_gradient(edges, 1).view()), expected);
}

TEST_F(ToyTest, LinearGapHasAHeadAndM1HasNone) {
  const OpenModel gap(plugin, host, "linear-gap", {{"input", 6}}), one(plugin, host, "m1");
  const Model m = gap.get();
  constexpr int32_t kConv = 0, kRelu = 1, kPool = 2;
  EXPECT_EQ(m.head(kConv).inner, VTG_HEAD_RELU);
  EXPECT_EQ(m.head(kRelu).inner, VTG_HEAD_IDENTITY);
  EXPECT_EQ(m.head(kPool).channels, 0);
  for (int32_t i = 0; i < one.get().layer_count(); ++i) EXPECT_EQ(one.get().head(i).channels, 0) << i;

  const auto tape = m.forward(eighths({1, 3, 6, 6}, 2).view(), {kRelu});
  const auto h = m.head(kRelu);
  ASSERT_EQ(h.channels, 4);
  EXPECT_EQ(h.outer, VTG_HEAD_IDENTITY);
  for (int64_t c = 0; c < 3; ++c) {  // the mean over positions of sum_k weights[c][k] * A[k] + bias[c]
    double logit = h.bias[c];
    for (int64_t k = 0; k < 4; ++k)
      for (int64_t i = 0; i < 36; ++i)
        logit += h.weights[c * 4 + k] * tape.value(kRelu).data()[k * 36 + i] / 36.0;
    EXPECT_NEAR(logit, tape.logits().data()[c], 1e-5);
  }
}

// f(x) = <x, df/dx> + what every layer adds, times its gradient (Srinivas and Fleuret 2019, proposition 1).
TEST_F(ToyTest, BiasesCompleteTheGradient) {
  const OpenModel m1(plugin, host, "m1"), gap(plugin, host, "linear-gap", {{"input", 5}});
  for (const auto& [m, x] : {std::pair{m1.get(), counting()}, {gap.get(), eighths({1, 3, 5, 5}, 6)}}) {
    std::vector<int32_t> layers = {VTG_LAYER_INPUT};
    for (int32_t i = 0; i < m.layer_count(); ++i)
      if (m.layer(i).bias) layers.push_back(i);
    ASSERT_EQ(layers.size(), 3u);  // a convolution and a linear layer
    const auto tape = m.forward(x.view(), layers, true);
    const int64_t target = 1;
    double sum = 0;
    for (const int32_t layer : layers) {
      const auto g = tape.class_gradient(&target, layer);
      const int64_t n = g.view().count(), each = n / g.view().size(1);
      const float* bias = layer < 0 ? nullptr : m.layer(layer).bias;
      for (int64_t i = 0; i < n; ++i)
        sum += g.view().data()[i] * (bias ? bias[i / each] : x.view().data()[i]);
    }
    EXPECT_NEAR(sum, tape.logits().data()[target], 1e-5);
  }
}

TEST_F(ToyTest, RefusesWhatItCannotDo) {
  EXPECT_THAT(refusal([&] { OpenModel(plugin, host, "m1", {}, "net.pth"); }),
              HasSubstr("cannot use 'net.pth'"));
  EXPECT_THAT(refusal([&] { OpenModel(plugin, host, "m2"); }), HasSubstr("choose m1 or linear-gap"));
  EXPECT_THAT(refusal([&] { OpenModel(plugin, host, nullptr); }), HasSubstr("choose m1 or linear-gap"));

  const OpenModel open(plugin, host, "m1");
  const Model m = open.get();
  const auto wrong = host.tensor({1, 1, 2, 2}, {1, 2, 3, 4});
  EXPECT_EQ(refusal([&] { m.forward(wrong.view()); }),
            "the batch at 'input' must be N x 1 x 4 x 4, not 1 x 1 x 2 x 2");
  EXPECT_EQ(refusal([&] { m.forward(counting().view(), {5}); }), "this network has no layer number 5");
  EXPECT_EQ(refusal([&] {
              m.resume(kFc, host.tensor({1, 2}, {1, 2}).view(), {kRelu1});
            }),
            "'relu1' lies before 'fc', where the pass begins");

  const auto one_hot = host.tensor({1, 2}, {1, 0});
  const auto plain = m.forward(counting().view(), {kRelu1});
  EXPECT_THAT(refusal([&] { plain.pull_back(VTG_LAYER_LOGITS, one_hot.view(), kRelu1); }),
              HasSubstr("not recorded"));
  const auto tape = m.forward(counting().view(), {kRelu1, kRelu2}, true);
  EXPECT_THAT(refusal([&] { tape.pull_back(VTG_LAYER_LOGITS, one_hot.view(), kConv1); }),
              HasSubstr("'conv1' was not tapped"));
  EXPECT_THAT(refusal([&] { tape.pull_back(VTG_LAYER_LOGITS, one_hot.view(), kRelu1, 3); }),
              HasSubstr("no backward rule 3"));
  const auto two = host.tensor({2, 2}, {1, 0, 1, 0});
  EXPECT_THAT(refusal([&] { tape.pull_back(VTG_LAYER_LOGITS, two.view(), kRelu1); }),
              HasSubstr("another batch size"));
}

TEST_F(ToyTest, LeavesNothingBehind) {
  {
    const OpenModel open(plugin, host, "m1");
    const auto tape = open.get().forward(counting().view(), {kRelu1}, true);
    const int64_t target[] = {1};
    tape.class_gradient(target, kRelu1);
  }
  EXPECT_EQ(host.live_tensors(), 0);
}

}  // namespace
