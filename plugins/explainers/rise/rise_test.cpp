// SPDX-License-Identifier: Apache-2.0
// RISE: its masks, and on a network that is linear in the image what its map must be.
#include <gmock/gmock.h>

#include <cmath>

#include "plugins/explainers/rise/random_masks.hpp"
#include "tests/support/generic_perturb.hpp"
#include "tests/support/test_explainer.hpp"

namespace {

using vantage::Tensor;
using vantage::test::numbers;
using Params = std::initializer_list<std::pair<const char*, double>>;
constexpr double kLogit = 1, kByMasks = 1;

double correlation(const std::vector<float>& a, const std::vector<float>& b) {
  double ma = 0, mb = 0, aa = 0, bb = 0, ab = 0;
  for (size_t i = 0; i < a.size(); ++i) ma += a[i], mb += b[i];
  ma /= double(a.size()), mb /= double(b.size());
  for (size_t i = 0; i < a.size(); ++i)
    aa += (a[i] - ma) * (a[i] - ma), bb += (b[i] - mb) * (b[i] - mb), ab += (a[i] - ma) * (b[i] - mb);
  return ab / std::sqrt(aa * bb);
}

struct RiseTest : testing::Test {
  vantage::test::TestHost host;
  vantage::test::Plugin toy{VANTAGE_TOY_PLUGIN, host};
  vantage::test::OpenModel gap{toy, host, "linear-gap", {{"input", 12}}};
  vantage::test::GenericPerturb of_gap{gap.get().c(), gap.get().api(), host.c()};
  vantage::test::Explainer rise{VANTAGE_PLUGIN, host};

  // Red on the left, blue on the right, and different in each image.
  Tensor patterns(int64_t n) {
    std::vector<float> x(static_cast<size_t>(n) * 3 * 144);
    for (size_t i = 0; i < x.size(); ++i) {
      const size_t colour = i / 144 % 3, column = i % 12;
      x[i] = (colour == 0 && column < 5) || (colour == 2 && column > 6) ? 1.0f + float(i / 432) / 4 : -0.25f;
    }
    return host.tensor({n, 3, 12, 12}, x);
  }
  std::vector<float> map(const Tensor& images, Params params, std::vector<int64_t> targets = {0},
                         std::vector<int64_t> image_of = {}, uint64_t seed = 1) {
    vantage::test::TestJob job(seed);
    return numbers(rise.explain(gap.get(), images.view(), targets, params, job,
                                vantage::test::GenericPerturb::table(), std::move(image_of))
                       .view());
  }
};

TEST(RandomMasks, AreSmoothGridsWithTheProbabilityAskedFor) {
  vantage::RandomMasks masks(vantage::Random(3), 4, 0.3, 16, 20);
  std::vector<float> mask(16 * 20);
  std::vector<double> mean(mask.size());
  for (int n = 0; n < 20000; ++n) {
    masks.next(mask.data());
    for (size_t i = 0; i < mask.size(); ++i) {
      ASSERT_GE(mask[i], 0);
      ASSERT_LE(mask[i], 1);
      mean[i] += mask[i] / 20000;
    }
    // Cells are 4 x 5 pixels, resized from 4 to (4 + 1) * 4 and * 5: no step is wider than 4 / (5 * 5).
    for (size_t i = 0; i < mask.size(); ++i) {
      const size_t right = i % 20 < 19 ? i + 1 : i;
      ASSERT_LE(std::abs(mask[right] - mask[i]), 0.1601);
    }
  }
  for (const double m : mean) EXPECT_NEAR(m, 0.3, 0.02);
}

TEST(RandomMasks, OneCellIsAllOrNothing) {
  vantage::RandomMasks masks(vantage::Random(3), 1, 0.5, 3, 3);
  float mask[9];
  for (int n = 0; n < 100; ++n) {
    masks.next(mask);
    for (const float m : mask) EXPECT_EQ(m, mask[0]);
    EXPECT_TRUE(mask[0] == 0 || mask[0] == 1);
  }
}

// Every mask keeps everything: the map is the score of the image, everywhere.
TEST_F(RiseTest, ProbabilityOneGivesTheScore) {
  const auto x = patterns(1);
  const auto tape = gap.get().forward(x.view());
  for (const float pixel : map(x, {{"masks", 40}, {"probability", 1}, {"score", kLogit}}, {2}))
    EXPECT_NEAR(pixel, tape.logits().data()[2], 1e-5f);
}

TEST_F(RiseTest, FindsWhereTheClassIs) {
  const auto m = map(patterns(1), {{"masks", 2000}, {"cells", 4}, {"probability", 0.5}, {"score", kLogit}},
                     {0, 2}, {0, 0});
  const auto mean = [&](size_t of, size_t from, size_t to) {
    double sum = 0;
    for (size_t i = 0; i < 144; ++i) sum += i % 12 >= from && i % 12 < to ? m[of * 144 + i] : 0;
    return sum / double(12 * (to - from));
  };
  EXPECT_GT(mean(0, 0, 4), mean(0, 8, 12));  // red
  EXPECT_LT(mean(1, 0, 4), mean(1, 8, 12));  // blue
}

TEST_F(RiseTest, BatchEqualsSinglesAndClassesAreIndependent) {
  for (const double agreement : {0.0, 0.5}) {
    const Params p = {{"masks", 1100}, {"cells", 3}, {"agreement", agreement}};
    const auto three = patterns(3);
    const auto together = map(three, p, {2, 0, 1, 0}, {0, 0, 1, 2});
    std::vector<float> singles;
    for (const auto& [image, target] : {std::pair{0, 2}, {0, 0}, {1, 1}, {2, 0}}) {
      const float* x = three.view().sample(image);
      const auto one = map(host.tensor({1, 3, 12, 12}, {x, x + 432}), p, {target});
      singles.insert(singles.end(), one.begin(), one.end());
    }
    EXPECT_EQ(together, singles);
  }
}

TEST_F(RiseTest, ASeedIsAMap) {
  const Params p = {{"masks", 100}};
  EXPECT_EQ(map(patterns(1), p, {0}, {}, 5), map(patterns(1), p, {0}, {}, 5));
  EXPECT_NE(map(patterns(1), p, {0}, {}, 5), map(patterns(1), p, {0}, {}, 6));
}

TEST_F(RiseTest, StopsWhenAnotherRunWouldAgree) {
  for (const double by : {0.0, kByMasks}) {
    const Params p = {{"masks", 200000}, {"cells", 4},        {"probability", 0.5},
                      {"score", kLogit}, {"agreement", 0.99}, {"normalise", by}};
    const auto one = map(patterns(1), p, {0}, {}, 1), other = map(patterns(1), p, {0}, {}, 2);
    EXPECT_GT(correlation(one, other), 0.975) << by;
  }
}

TEST_F(RiseTest, CancelsBetweenPasses) {
  const auto x = patterns(1);
  const int live = host.live_tensors();
  vantage::test::TestJob job;
  job.stop_after = 3;
  EXPECT_EQ(vantage::test::refusal([&] {
              rise.explain(gap.get(), x.view(), {0}, {}, job, vantage::test::GenericPerturb::table());
            }),
            "cancelled");
  EXPECT_EQ(host.live_tensors(), live);
  EXPECT_TRUE(std::is_sorted(job.fractions.begin(), job.fractions.end()));
}

}  // namespace
