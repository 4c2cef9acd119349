// SPDX-License-Identifier: Apache-2.0
// What every method of pixel gradients must keep, on the toy networks.
#pragma once
#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/test_explainer.hpp"

namespace vantage::gradients {

using testing::ElementsAre;
using testing::Pointwise;
using vantage::test::numbers;
using vantage::test::refusal;
using vantage::test::TestJob;

using Params = std::initializer_list<std::pair<const char*, double>>;
using Floats = std::vector<float>;

// Choices by their number.
constexpr double kMaxAbs = 0, kSum = 1, kSumAbs = 2, kL2 = 3;
constexpr double kAbsolute = 0, kSigned = 1, kPositive = 2;
constexpr double kProbability = 1;

struct GradientTest : testing::Test {
  test::TestHost host;
  test::Plugin toy{VANTAGE_TOY_PLUGIN, host};
  test::OpenModel m1{toy, host, "m1"}, gap{toy, host, "linear-gap", {{"input", 4}}};
  test::Explainer method{VANTAGE_PLUGIN, host};
  TestJob job;

  static auto near(float tolerance) { return testing::FloatNear(tolerance); }

  /// On m1's counting image 0, 1, ... 15, whose gradient is 0 1 1 1 / 0 1 1 1 / 0 1 1 1 / 0 0 0 0.
  Floats on_m1(Params params = {}) {
    Floats x(16);
    for (size_t i = 0; i < 16; ++i) x[i] = static_cast<float>(i);
    const Tensor image = host.tensor({1, 1, 4, 4}, x);
    return numbers(method.explain(m1.get(), image.view(), {0}, params, job).view());
  }
  /// n different colour images of 4 x 4 for linear-gap, from number `first` on.
  Tensor images(int64_t first, int64_t n) {
    Floats x;
    for (int64_t i = first * 48; i < (first + n) * 48; ++i)
      x.push_back(static_cast<float>((7 * i + i / 5) % 17) / 4 - 2);
    return host.tensor({n, 3, 4, 4}, x);
  }
  Floats on_gap(const Tensor& x, const std::vector<int64_t>& targets, Params params = {},
                const std::vector<int64_t>& image_of = {}) {
    job = TestJob(7);
    return numbers(method.explain(gap.get(), x.view(), targets, params, job, nullptr, image_of).view());
  }
  /// d logit[target] / d image number i, C x H x W.
  Floats gap_gradient(int64_t i, int64_t target, int32_t rule = VTG_RULE_GRADIENT) {
    const auto tape = gap.get().forward(images(i, 1).view(), {VTG_LAYER_INPUT}, true);
    return numbers(tape.class_gradient(&target, VTG_LAYER_INPUT, rule).view());
  }

  /// The maps of several images, and of several classes of one, are those that each has alone.
  void expect_batch_equals_singles(Params params = {}) {
    const std::vector<int64_t> targets = {2, 0, 1, 1}, image_of = {0, 1, 1, 2};
    Floats singles;
    for (size_t m = 0; m < 4; ++m) {
      const Floats one = on_gap(images(image_of[m], 1), {targets[m]}, params);
      singles.insert(singles.end(), one.begin(), one.end());
    }
    EXPECT_EQ(on_gap(images(0, 3), targets, params, image_of), singles);
    EXPECT_NE(Floats(singles.begin() + 16, singles.begin() + 32),
              Floats(singles.begin() + 32, singles.begin() + 48))
        << "two classes of one image look alike";
  }
  /// Progress never goes back; a user who asks to stop is heard and nothing is left behind.
  void expect_cancels() {
    on_gap(images(0, 2), {0, 1});
    EXPECT_TRUE(std::is_sorted(job.fractions.begin(), job.fractions.end()));
    EXPECT_LE(job.fractions.back(), 1);
    for (size_t after = 0; after < std::min<size_t>(job.fractions.size(), 3); ++after) {
      const Tensor x = images(0, 2);
      const int live = host.live_tensors();
      TestJob stopped;
      stopped.stop_after = after;
      EXPECT_EQ(refusal([&] { method.explain(gap.get(), x.view(), {0, 1}, {}, stopped); }), "cancelled");
      EXPECT_EQ(host.live_tensors(), live);
    }
  }
};

}  // namespace vantage::gradients
