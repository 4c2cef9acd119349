// SPDX-License-Identifier: Apache-2.0
// What the tests of all CAMs have in common: the toy networks, images, and what every CAM must satisfy.
#pragma once
#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "tests/support/test_explainer.hpp"

namespace vantage::test {

// Layers of m1: conv1, relu1 and fc; of linear-gap: conv, relu and pool.
constexpr double kConv1 = 0, kRelu1 = 1, kFc = 3;
constexpr double kGapConv = 0, kGapRelu = 1;
// linear-gap's classifier: three classes, four channels.
constexpr float kHead[3][4] = {
    {1, -0.25f, -0.25f, -0.5f}, {-0.25f, 1, 1, -0.25f}, {-0.5f, -0.25f, -0.25f, 1}};

inline auto near(const std::vector<float>& expected, float tolerance = 1e-5f) {
  return testing::Pointwise(testing::FloatNear(tolerance), expected);
}

struct CamTest : testing::Test {
  using Params = std::initializer_list<std::pair<const char*, double>>;
  TestHost host;
  Plugin toy{VANTAGE_TOY_PLUGIN, host};
  OpenModel m1{toy, host, "m1"}, gap{toy, host, "linear-gap", {{"input", 4}}};
  Explainer method{VANTAGE_PLUGIN, host};
  TestJob job;

  /// The counting image 0, 1, ... 15 times `factor`, class 0 of m1: the golden table's row.
  std::vector<float> on_m1(Params params, float factor = 1) {
    std::vector<float> x(16);
    for (size_t i = 0; i < 16; ++i) x[i] = factor * static_cast<float>(i);
    job = TestJob(seed);
    return numbers(method.explain(m1.get(), host.tensor({1, 1, 4, 4}, x).view(), {0}, params, job).view());
  }
  /// Three different images for linear-gap, or some of them.
  Tensor images(const std::vector<int64_t>& which = {0, 1, 2}) const {
    std::vector<float> x;
    for (const int64_t n : which)
      for (int64_t i = 0; i < 48; ++i) x.push_back(static_cast<float>((i * (n + 3) + n) % 11) / 4 - 1);
    return host.tensor({static_cast<int64_t>(which.size()), 3, 4, 4}, x);
  }
  std::vector<float> on_gap(const Tensor& x, const std::vector<int64_t>& targets, Params params,
                            const std::vector<int64_t>& image_of = {}) {
    job = TestJob(seed);
    return numbers(
        method.explain(gap.get(), x.view(), targets, params, job, /*perturb=*/nullptr, image_of).view());
  }
  /// sum_k w_k A_k at linear-gap's ReLU, for one image.
  std::vector<float> weighted(int64_t image, const std::vector<double>& w) const {
    const Tensor x = images({image});
    const auto tape = gap.get().forward(x.view(), {1});
    std::vector<float> map(16);
    for (size_t i = 0; i < 16; ++i) {
      double sum = 0;
      for (size_t k = 0; k < 4; ++k) sum += w[k] * tape.value(1).data()[k * 16 + i];
      map[i] = static_cast<float>(sum);
    }
    return map;
  }
  /// Identity: under a linear head, on the layer before the pool, CAM over the number of pixels.
  std::vector<float> cam(int64_t image, int64_t cls) const {
    std::vector<double> w;
    for (const float x : kHead[cls]) w.push_back(double{x} / 16);
    return weighted(image, w);
  }

  /// A batch equals its images alone, several classes of an image equal one call each, layers without maps
  /// are refused, a NaN stays one, a cancelled call ends and leaves nothing behind.
  void expect_contract(Params params, Params at_fc) {
    std::vector<float> apart;
    const std::vector<int64_t> image_of = {0, 0, 1, 2, 2}, classes = {2, 0, 1, 1, 2};
    for (size_t m = 0; m < classes.size(); ++m) {
      const auto one = on_gap(images({image_of[m]}), {classes[m]}, params);
      apart.insert(apart.end(), one.begin(), one.end());
    }
    EXPECT_EQ(on_gap(images(), classes, params, image_of), apart);
    EXPECT_TRUE(std::is_sorted(job.fractions.begin(), job.fractions.end()));
    EXPECT_LE(job.fractions.back(), 1);

    EXPECT_EQ(refusal([&] { on_m1(at_fc); }),
              "layer 'fc' has no spatial extent; choose a convolution or a block of them");

    Tensor broken = images({0});
    broken.data()[5] = NAN;
    const auto map = on_gap(broken, {0}, params);
    EXPECT_TRUE(std::any_of(map.begin(), map.end(), [](float x) { return std::isnan(x); }));

    const int live = host.live_tensors();
    job = TestJob(seed);
    job.stop_after = 0;
    EXPECT_EQ(refusal([&] {
                method.explain(gap.get(), images().view(), {0, 1, 2}, params, job);
              }),
              "cancelled");
    EXPECT_EQ(host.live_tensors(), live);
  }

  uint64_t seed = 1;
};

}  // namespace vantage::test
