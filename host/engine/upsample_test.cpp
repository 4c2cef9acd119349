// SPDX-License-Identifier: Apache-2.0
#include "host/engine/upsample.hpp"

#include <gmock/gmock.h>

#include <numeric>
#include <random>

#include "host/engine/rescale.hpp"
#include "tests/support/test_host.hpp"

namespace {

using testing::ElementsAre;
using testing::FloatEq;
using testing::FloatNear;
using testing::Pointwise;
using vantage::engine::Upsampler;

using Pixels = std::vector<float>;

Pixels up(int32_t mode, const Pixels& mask, int64_t h, int64_t w, int64_t height, int64_t width) {
  Pixels out(static_cast<size_t>(height * width), -1.0f);
  Upsampler(mode, h, w, height, width).forward(mask.data(), out.data());
  return out;
}

TEST(Upsample, FollowsEachConventionFromTwoToFour) {
  const Pixels step = {0, 1};
  EXPECT_THAT(up(VTG_UP_BILINEAR, step, 1, 2, 1, 4), ElementsAre(0, 0.25f, 0.75f, 1));
  EXPECT_THAT(up(VTG_UP_BILINEAR_ALIGNED, step, 1, 2, 1, 4),
              ElementsAre(0, FloatEq(1 / 3.0f), FloatEq(2 / 3.0f), 1));
  EXPECT_THAT(up(VTG_UP_NEAREST, step, 1, 2, 1, 4), ElementsAre(0, 0, 1, 1));
  // Keys' kernel at 1.25, and at 0.75 plus 1.75: the known overshoot of a = -0.75.
  EXPECT_THAT(up(VTG_UP_BICUBIC, step, 1, 2, 1, 4),
              ElementsAre(-0.10546875f, 0.2265625f, 0.7734375f, 1.10546875f));
}

TEST(Upsample, WorksOnBothAxes) {
  EXPECT_THAT(up(VTG_UP_NEAREST, {1, 2, 3, 4}, 2, 2, 3, 4), ElementsAre(1, 1, 2, 2, 1, 1, 2, 2, 3, 3, 4, 4));
  EXPECT_THAT(up(VTG_UP_BILINEAR_ALIGNED, {0, 2, 4, 6}, 2, 2, 3, 3), ElementsAre(0, 1, 2, 2, 3, 4, 4, 5, 6));
  EXPECT_THAT(up(VTG_UP_BILINEAR, {0, 4, 8, 12}, 2, 2, 2, 4), ElementsAre(0, 1, 3, 4, 8, 9, 11, 12));
}

TEST(Upsample, KeepsWhatIsAlreadyTheRightSizeAndSpreadsASinglePixel) {
  const Pixels mask = {1, -2, 3, 4, 5, -6};
  for (int32_t mode = VTG_UP_BILINEAR; mode <= VTG_UP_BICUBIC; ++mode) {
    EXPECT_EQ(up(mode, mask, 2, 3, 2, 3), mask) << mode;
    EXPECT_THAT(up(mode, {0.5f}, 1, 1, 2, 2), ElementsAre(0.5f, 0.5f, 0.5f, 0.5f)) << mode;
  }
}

TEST(Upsample, PullsBackWithTheTransposedOperator) {
  std::mt19937 random(1);
  std::normal_distribution<float> normal;
  const auto draw = [&](size_t n) {
    Pixels p(n);
    for (float& v : p) v = normal(random);
    return p;
  };
  for (int32_t mode = VTG_UP_BILINEAR; mode <= VTG_UP_BICUBIC; ++mode)
    for (const auto& [height, width] : {std::pair{9, 7}, {2, 2}, {1, 11}}) {
      const Pixels mask = draw(3 * 4), g = draw(static_cast<size_t>(height * width));
      const Pixels y = up(mode, mask, 3, 4, height, width);
      Pixels back(mask.size());
      Upsampler(mode, 3, 4, height, width).transposed(g.data(), back.data());
      EXPECT_NEAR(std::inner_product(y.begin(), y.end(), g.begin(), 0.0),
                  std::inner_product(mask.begin(), mask.end(), back.begin(), 0.0), 1e-5)
          << "<up(mask), g> = <mask, transposed(g)>, mode " << mode;
    }
}

TEST(Upsample, RefusesAnUnknownMode) {
  EXPECT_EQ(vantage::test::refusal([] { Upsampler(4, 1, 1, 2, 2); }), "there is no upsampling mode 4");
}

TEST(Rescale, StretchesToTheUnitIntervalAndDropsConstants) {
  Pixels mask = {2, 4, 3}, flat = {7, 7, 7}, noise = {0.1f, 0.1f, 0.10000001f};
  vantage::engine::rescale(mask);
  vantage::engine::rescale(flat);
  vantage::engine::rescale(noise);
  EXPECT_THAT(mask, ElementsAre(0, 1, 0.5f));
  EXPECT_THAT(flat, ElementsAre(0, 0, 0));
  EXPECT_THAT(noise, ElementsAre(0, 0, 0));
}

TEST(Rescale, PullsBackThroughItsExtremes) {
  // y = u here, range 1. To the minimum: 1(-1) + 2(-1) + 4*0 = -3, shared by two pixels; to the
  // maximum: -4.
  Pixels g = {1, 2, 4};
  vantage::engine::rescale_backward({0, 0, 1}, g);
  EXPECT_THAT(g, ElementsAre(-0.5f, 0.5f, 0));

  Pixels lost = {1, 2};
  vantage::engine::rescale_backward({5, 5}, lost);
  EXPECT_THAT(lost, ElementsAre(0, 0));
}

TEST(Rescale, GradientAgreesWithDifferences) {
  const Pixels u = {0.5f, -1, 2.5f, 1}, cotangent = {1, -2, 0.5f, 3};
  Pixels g = cotangent, expected;
  vantage::engine::rescale_backward(u, g);
  for (size_t i = 0; i < u.size(); ++i) {
    Pixels above = u, below = u;
    above[i] += 1e-2f;
    below[i] -= 1e-2f;
    vantage::engine::rescale(above);
    vantage::engine::rescale(below);
    expected.push_back(
        static_cast<float>((std::inner_product(above.begin(), above.end(), cotangent.begin(), 0.0) -
                            std::inner_product(below.begin(), below.end(), cotangent.begin(), 0.0)) /
                           2e-2));
  }
  EXPECT_THAT(g, Pointwise(FloatNear(1e-3f), expected));
}

}  // namespace
