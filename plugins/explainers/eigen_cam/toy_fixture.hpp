// SPDX-License-Identifier: Apache-2.0
// A plugin, as built, on the toy networks; and what every method must pass.
#pragma once
#include <gmock/gmock.h>

#include <numeric>

#include "tests/support/test_explainer.hpp"

namespace vantage::test {

using testing::ElementsAre;
using testing::Pointwise;
using Floats = std::vector<float>;
using Params = std::initializer_list<std::pair<const char*, double>>;

inline auto near(float tolerance) {
  return testing::FloatNear(tolerance);
}

constexpr double kConv1 = 0, kRelu1 = 1, kFlatten = 2;  // of m1
constexpr double kConv = 0, kRelu = 1;                  // of linear-gap

struct ToyFixture : testing::Test {
  TestHost host;
  Plugin toy{VANTAGE_TOY_PLUGIN, host};
  OpenModel m1{toy, host, "m1"}, gap{toy, host, "linear-gap", {{"input", 4}}};
  Explainer method{VANTAGE_PLUGIN, host};
  TestJob job;

  /// 0, 1, ... 15.
  Tensor counting() {
    Floats x(16);
    std::iota(x.begin(), x.end(), 0.0f);
    return host.tensor({1, 1, 4, 4}, x);
  }
  Floats on_m1(Params params) {
    return numbers(method.explain(m1.get(), counting().view(), {0}, params, job).view());
  }

  /// Images first to first+n-1 for linear-gap, no two alike.
  Tensor images(int64_t first, int64_t n) {
    Floats x;
    for (int64_t image = first; image < first + n; ++image)
      for (int64_t i = 0; i < 48; ++i)
        x.push_back(static_cast<float>((i * (image + 3) + image * image) % 23) / 8 - 1.25f);
    return host.tensor({n, 3, 4, 4}, x);
  }
  Floats on_gap(const Tensor& x, const std::vector<int64_t>& targets, Params params,
                std::vector<int64_t> image_of = {}) {
    return numbers(
        method.explain(gap.get(), x.view(), targets, params, job, nullptr, std::move(image_of)).view());
  }

  /// Three images in one call, the middle one for two classes, against four calls; the same bytes.
  void expect_batch_equals_singles(Params params) {
    Floats singles;
    for (const auto& [image, target] : {std::pair{0, 2}, {1, 0}, {1, 1}, {2, 1}}) {
      const auto one = on_gap(images(image, 1), {target}, params);
      singles.insert(singles.end(), one.begin(), one.end());
    }
    EXPECT_EQ(on_gap(images(0, 3), {2, 0, 1, 1}, params, {0, 1, 1, 2}), singles);
  }
  /// Progress grows, a call can be ended at every report, and nothing is left behind.
  void expect_cancels(Params params) {
    const int live = host.live_tensors();
    job = TestJob();
    on_gap(images(0, 2), {0, 1}, params);
    const auto fractions = job.fractions;
    ASSERT_GE(fractions.size(), 2u);
    EXPECT_TRUE(std::is_sorted(fractions.begin(), fractions.end()));
    EXPECT_LE(fractions.back(), 1);
    for (size_t n = 0; n < fractions.size(); ++n) {
      job = TestJob();
      job.stop_after = n;
      EXPECT_EQ(refusal([&] { on_gap(images(0, 2), {0, 1}, params); }), "cancelled");
    }
    EXPECT_EQ(host.live_tensors(), live);
    job = TestJob();
  }
  void expect_maps_required() {
    EXPECT_EQ(refusal([&] {
                on_m1({{"layer", kFlatten}});
              }),
              "layer 'flatten' has no spatial extent; choose a convolution or a block of them");
  }
  void expect_nan_stays(Params params) {
    Floats x(48, 1.0f);
    x[20] = NAN;
    const auto map = on_gap(host.tensor({1, 3, 4, 4}, x), {0}, params);
    EXPECT_TRUE(std::any_of(map.begin(), map.end(), [](float v) { return std::isnan(v); }));
  }
};

}  // namespace vantage::test
