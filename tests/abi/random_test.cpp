// SPDX-License-Identifier: Apache-2.0
#include "vantage/random.hpp"

#include <gtest/gtest.h>

#include <array>
#include <cmath>

namespace vantage {
namespace {

TEST(Random, ASeedSaysWhatComes) {
  Random a(7), b(7), c(8);
  for (int i = 0; i < 1000; ++i) {
    const double x = a.normal();
    EXPECT_EQ(x, b.normal());
    EXPECT_NE(x, c.normal());
  }
}

// A million numbers: each share, beyond 3.4426 the ziggurat's tail, within five of its standard deviations.
TEST(Random, NormalNumbersAreNormal) {
  constexpr int kNumbers = 1'000'000;
  constexpr std::array<double, 6> kBeyond{0, 0.25, 1, 2, 3, 3.442619855899};
  std::array<int, kBeyond.size()> right{}, left{};
  double sum = 0, squares = 0, fourth = 0;
  Random random(1);
  for (int i = 0; i < kNumbers; ++i) {
    const double x = random.normal();
    sum += x;
    squares += x * x;
    fourth += x * x * x * x;
    for (size_t k = 0; k < kBeyond.size(); ++k) {
      right[k] += x > kBeyond[k];
      left[k] += x < -kBeyond[k];
    }
  }
  EXPECT_NEAR(sum / kNumbers, 0, 5e-3);
  EXPECT_NEAR(squares / kNumbers, 1, 5 * std::sqrt(2.0 / kNumbers));
  EXPECT_NEAR(fourth / kNumbers, 3, 5 * std::sqrt(96.0 / kNumbers));
  for (size_t k = 0; k < kBeyond.size(); ++k) {
    const double share = std::erfc(kBeyond[k] / std::sqrt(2.0)) / 2;
    const double deviation = 5 * std::sqrt(share * (1 - share) * kNumbers);
    EXPECT_NEAR(right[k], share * kNumbers, deviation) << kBeyond[k];
    EXPECT_NEAR(left[k], share * kNumbers, deviation) << kBeyond[k];
  }
}

}  // namespace
}  // namespace vantage
