// SPDX-License-Identifier: Apache-2.0
#include "plugins/explainers/gradients/gradient_test.hpp"

namespace vantage::gradients {
namespace {

using SmoothGradTest = GradientTest;

constexpr double kAbsoluteNoise = 1, kMagnitude = 1, kSquare = 2;

TEST_F(SmoothGradTest, WithoutNoiseItIsTheGradient) {
  EXPECT_THAT(on_m1({{"sigma", 0}}), ElementsAre(0, 1, 1, 1,  //
                                                 0, 1, 1, 1,  //
                                                 0, 1, 1, 1,  //
                                                 0, 0, 0, 0));
}

// m1's units sum nine pixels: noise of 4/3 becomes one of 4. Beside the units that stay on or off, the one at
// 45 - 50 is on with probability Phi(-5/4), that at 54 - 50 with Phi(1), that at 75 - 81 with Phi(6/4); the
// corners see one unit's place each.
TEST_F(SmoothGradTest, AStepBecomesItsProbability) {
  const Floats map =
      on_m1({{"sigma", 4.0 / 3}, {"noise", kAbsoluteNoise}, {"samples", 1000}, {"sign", kSigned}});
  EXPECT_NEAR(map[0], 0.1056, 0.03);
  EXPECT_NEAR(map[3], 0.8413, 0.04);
  EXPECT_NEAR(map[12], 1 - 0.9332, 0.03);
  EXPECT_NEAR(map[15], 0, 0.01);
}

TEST_F(SmoothGradTest, NoiseIsAShareOfEachImagesRange) {
  // The counting image goes from 0 to 15.
  const auto with = [&](double sigma, double unit) {
    job = TestJob(3);
    return on_m1({{"sigma", sigma}, {"noise", unit}});
  };
  EXPECT_THAT(with(0.2, 0), Pointwise(near(1e-6f), with(3, kAbsoluteNoise)));
  EXPECT_NE(with(0.2, 0), with(0.2, kAbsoluteNoise));
}

TEST_F(SmoothGradTest, AveragesMagnitudesAndSquares) {
  const auto m1_average = [&](double what) {
    job = TestJob(3);
    return on_m1({{"sigma", 0.1}, {"average", what}});
  };
  const Floats plain = m1_average(0), square = m1_average(kSquare);
  EXPECT_EQ(m1_average(kMagnitude), plain);  // no gradient of m1 is negative
  EXPECT_EQ(square[0], plain[0]);            // in the corner it is 0 or 1 ...
  EXPECT_GT(square[5], plain[5]);            // ... and where four units meet, now and then 2

  // In linear-gap edges turn round with the noise: gradients cancel, magnitudes do not.
  const Floats cancelled = on_gap(images(0, 1), {1}),
               kept = on_gap(images(0, 1), {1}, {{"average", kMagnitude}});
  for (size_t i = 0; i < 16; ++i) EXPECT_LT(cancelled[i], kept[i]);
}

TEST_F(SmoothGradTest, ItsSeedIsItsNoise) {
  const auto with = [&](uint64_t seed) {
    job = TestJob(seed);
    return on_m1({{"sigma", 0.3}});
  };
  EXPECT_EQ(with(7), with(7));
  EXPECT_NE(with(7), with(8));
}

TEST_F(SmoothGradTest, LittleMemoryGivesTheSameNumbers) {
  const Floats expected = on_gap(images(0, 2), {0, 2});
  const test::TestHost small(1);
  test::Explainer frugal(VANTAGE_PLUGIN, small);
  TestJob same(7);
  EXPECT_EQ(numbers(frugal.explain(gap.get(), images(0, 2).view(), {0, 2}, {}, same).view()), expected);
  EXPECT_GT(same.fractions.size(), job.fractions.size());
}

TEST_F(SmoothGradTest, BatchEqualsSingles) {
  expect_batch_equals_singles();
}
TEST_F(SmoothGradTest, Cancels) {
  expect_cancels();
}

}  // namespace
}  // namespace vantage::gradients
