// SPDX-License-Identifier: Apache-2.0
// Occlusion on m1, whose score can be worked out by hand, and on linear-gap.
#include <gmock/gmock.h>

#include <numeric>

#include "tests/support/generic_perturb.hpp"
#include "tests/support/test_explainer.hpp"

namespace {

using testing::Each;
using testing::FloatNear;
using testing::Pointwise;
using vantage::Tensor;
using vantage::test::numbers;

constexpr double kMean = 0, kBlack = 1, kGrey = 2, kWhite = 3, kBlur = 4, kProb = 0, kLogit = 1;
using Params = std::initializer_list<std::pair<const char*, double>>;

struct OcclusionTest : testing::Test {
  vantage::test::TestHost host;
  vantage::test::Plugin toy{VANTAGE_TOY_PLUGIN, host};
  vantage::test::OpenModel m1{toy, host, "m1"}, gap{toy, host, "linear-gap", {{"input", 8}}};
  vantage::test::GenericPerturb of_m1{m1.get().c(), m1.get().api(), host.c()},
      of_gap{gap.get().c(), gap.get().api(), host.c()};
  vantage::test::Explainer occlusion{VANTAGE_PLUGIN, host};
  vantage::test::TestJob job;

  Tensor counting(float from) {
    std::vector<float> x(16);
    std::iota(x.begin(), x.end(), from);
    return host.tensor({1, 1, 4, 4}, x);
  }
  Tensor patterns(int64_t n) {
    std::vector<float> x(static_cast<size_t>(n) * 3 * 64);
    for (size_t i = 0; i < x.size(); ++i) x[i] = static_cast<float>(i * i % 23) / 8 - 1;
    return host.tensor({n, 3, 8, 8}, x);
  }
  std::vector<float> map(const vantage::test::OpenModel& model, const Tensor& images, Params params,
                         std::vector<int64_t> targets = {0}, std::vector<int64_t> image_of = {}) {
    return numbers(occlusion
                       .explain(model.get(), images.view(), targets, params, job,
                                vantage::test::GenericPerturb::table(), std::move(image_of))
                       .view());
  }
};

// Captum's tests: hiding all of 1, 2, ... 16 takes 67 from m1, all of 0, 1, ... 15 takes 54.
TEST_F(OcclusionTest, OneWindowOverTheWholeImageTakesTheScore) {
  EXPECT_THAT(map(m1, counting(1), {{"window", 4}, {"stride", 4}, {"score", kLogit}}), Each(67));
  EXPECT_THAT(map(m1, counting(0), {{"window", 4}, {"stride", 1}, {"score", kLogit}}), Each(54));
  EXPECT_THAT(map(m1, counting(0), {{"window", 9}, {"stride", 9}, {"score", kLogit}}), Each(54));
}

// m1 sees four sums of nine pixels, 45, 54, 81, 90, and scores
//   r(45-50) + r(54-50) + r(81-50) + r(90-50) - r(54-75) - r(81-75) - r(90-75), r = max(0, .).
// Without 0, 1, 4, 5 they are 35, 48, 72, 85: 0 + 0 + 22 + 35 - 0 - 0 - 10 = 47, 7 less than before.
TEST_F(OcclusionTest, QuartersOfTheImage) {
  EXPECT_THAT(map(m1, counting(0), {{"window", 2}, {"stride", 2}}),
              Pointwise(FloatNear(1e-5f), {7, 7, 4, 4,         // without 2, 3, 6, 7: 37, 36, 75, 77
                                           7, 7, 4, 4,         //
                                           36, 36, 47, 47,     // without 8, 9, 12, 13: 28, 45, 39, 68
                                           36, 36, 47, 47}));  // without 10, 11, 14, 15: 35, 33, 57, 40
}

TEST_F(OcclusionTest, OverlappingWindowsAreAveraged) {
  // Stride 1: nine windows. A corner is hidden by one, an edge by two or three, the middle by four or more.
  const auto m = map(m1, counting(0), {{"window", 2}, {"stride", 1}});
  EXPECT_FLOAT_EQ(m[0], 7);
  EXPECT_FLOAT_EQ(m[3], 4);
  EXPECT_FLOAT_EQ(m[12], 36);
  EXPECT_FLOAT_EQ(m[15], 47);
  // without 1, 2, 5, 6: 31, 40, 70, 79: 0 + 0 + 20 + 29 - 0 - 0 - 4 = 45.
  EXPECT_FLOAT_EQ(m[1], (7 + 9) / 2.0f);
  // Windows of 3 with stride 2 begin at 0 and 2, and the second ends at the border.
  const auto cut = map(m1, counting(0), {{"window", 3}, {"stride", 2}});
  EXPECT_FLOAT_EQ(cut[15], 47);  // hides 10, 11, 14, 15 only, as above
}

TEST_F(OcclusionTest, TheColourThatHidesIsThatOfThePicture) {
  // m1's mean is 0 and its deviation 1: white is a picture of ones, whose four sums of 9 score nothing.
  EXPECT_THAT(map(m1, counting(1), {{"window", 4}, {"stride", 4}, {"baseline", kWhite}}), Each(67));
  EXPECT_EQ(map(m1, counting(0), {{"window", 2}, {"stride", 2}, {"baseline", kBlack}}),
            map(m1, counting(0), {{"window", 2}, {"stride", 2}, {"baseline", kMean}}));
  for (const double kind : {kBlack, kGrey, kBlur})
    EXPECT_NE(map(gap, patterns(1), {{"window", 4}, {"stride", 2}, {"baseline", kind}}),
              map(gap, patterns(1), {{"window", 4}, {"stride", 2}, {"baseline", kMean}}));
}

TEST_F(OcclusionTest, BatchEqualsSinglesAndClassesAreIndependent) {
  const Params p = {{"window", 4}, {"stride", 2}, {"score", kProb}};
  const auto three = patterns(3);
  const auto together = map(gap, three, p, {2, 0, 1, 0}, {0, 0, 1, 2});
  std::vector<float> singles;
  for (const auto& [image, target] : {std::pair{0, 2}, {0, 0}, {1, 1}, {2, 0}}) {
    const float* x = three.view().sample(image);
    const auto one = map(gap, host.tensor({1, 3, 8, 8}, {x, x + 192}), p, {target});
    singles.insert(singles.end(), one.begin(), one.end());
  }
  EXPECT_EQ(together, singles);
}

TEST_F(OcclusionTest, StridesThatSkipPixelsAreRefused) {
  EXPECT_EQ(
      vantage::test::refusal([&] {
        map(m1, counting(0), {{"window", 2}, {"stride", 3}});
      }),
      "a stride of 3 with a window of 2 never hides some of the pixels; choose a stride up to the window");
}

TEST_F(OcclusionTest, ACancelledCallLeavesNothingBehind) {
  const auto x = patterns(2);
  const int live = host.live_tensors();
  job.stop_after = 1;
  EXPECT_EQ(vantage::test::refusal([&] {
              map(gap, x, {{"window", 2}, {"stride", 1}}, {0, 1});
            }),
            "cancelled");
  EXPECT_EQ(host.live_tensors(), live);
}

}  // namespace
