// SPDX-License-Identifier: Apache-2.0
// What Score-CAM and its relatives must all keep, on the toy networks.
#pragma once
#include <gmock/gmock.h>

#include <cmath>

#include "tests/support/generic_perturb.hpp"
#include "tests/support/test_explainer.hpp"

namespace vantage::score_cam {

using test::GenericPerturb;
using test::numbers;
using test::refusal;
using test::TestJob;
using testing::Each;
using testing::ElementsAre;
using testing::FloatNear;
using testing::Pointwise;

using Params = std::initializer_list<std::pair<const char*, double>>;
using Floats = std::vector<float>;

constexpr std::pair<const char*, double> kAtRelu{"layer", 1}, kAtFc{"layer", 3}, kLogit{"score", 1};

struct ScoreTest : testing::Test {
  test::TestHost host;
  test::Plugin toy{VANTAGE_TOY_PLUGIN, host};
  test::OpenModel m1{toy, host, "m1"}, gap{toy, host, "linear-gap", {{"input", 6}}};
  GenericPerturb for_m1{m1.get().c(), m1.get().api(), host.c()},
      for_gap{gap.get().c(), gap.get().api(), host.c()};
  test::Explainer method{VANTAGE_PLUGIN, host};
  TestJob job{7};

  /// On m1's counting image 0, 1, ... 15 times a factor; m1's classes are twins, so logits it must be.
  Floats on_m1(Params params, float factor = 1) {
    Floats x(16);
    for (size_t i = 0; i < 16; ++i) x[i] = factor * static_cast<float>(i);
    const Tensor image = host.tensor({1, 1, 4, 4}, x);
    return numbers(method.explain(m1.get(), image.view(), {0}, params, job, GenericPerturb::table()).view());
  }
  /// n different colour images of 6 x 6 for linear-gap, from number `first` on.
  Tensor images(int64_t first, int64_t n) {
    Floats x;
    for (int64_t i = first * 108; i < (first + n) * 108; ++i)
      x.push_back(static_cast<float>((7 * i + i / 5) % 17) / 4 - 2);
    return host.tensor({n, 3, 6, 6}, x);
  }
  Floats on_gap(const Tensor& x, const std::vector<int64_t>& targets, Params params = {},
                const std::vector<int64_t>& image_of = {}, uint64_t seed = 7) {
    job = TestJob(seed);
    return numbers(
        method.explain(gap.get(), x.view(), targets, params, job, GenericPerturb::table(), image_of).view());
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
    EXPECT_NE(Floats(singles.begin() + 36, singles.begin() + 72),
              Floats(singles.begin() + 72, singles.begin() + 108))
        << "two classes of one image look alike";
  }
  /// Progress never goes back; a user who asks to stop is heard and nothing is left behind.
  void expect_cancels(Params params = {}) {
    on_gap(images(0, 2), {0, 1}, params);
    EXPECT_TRUE(std::is_sorted(job.fractions.begin(), job.fractions.end()));
    EXPECT_LE(job.fractions.back(), 1);
    for (size_t after = 0; after < std::min<size_t>(job.fractions.size(), 3); ++after) {
      const Tensor x = images(0, 2);
      const int live = host.live_tensors();
      TestJob stopped;
      stopped.stop_after = after;
      EXPECT_EQ(refusal([&] {
                  method.explain(gap.get(), x.view(), {0, 1}, params, stopped, GenericPerturb::table());
                }),
                "cancelled");
      EXPECT_EQ(host.live_tensors(), live);
    }
  }
  void expect_refuses_layers_without_maps() {
    EXPECT_EQ(refusal([&] { on_m1({kAtFc}); }),
              "layer 'fc' has no spatial extent; choose a convolution or a block of them");
  }
};

/// To 1e-5 of the largest number expected.
inline auto close_to(const Floats& expected) {
  float largest = 0;
  for (const float x : expected) largest = std::max(largest, std::abs(x));
  return Pointwise(FloatNear(1e-5f * largest), expected);
}

}  // namespace vantage::score_cam
