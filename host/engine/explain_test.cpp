// SPDX-License-Identifier: Apache-2.0
#include "host/engine/explain.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vantage::engine {
namespace {

TEST(Prediction, ProbabilitiesAreTheSoftmax) {
  const Prediction p{{std::log(1.0f), std::log(2.0f), std::log(5.0f)}, 0, ""};
  const auto q = p.probabilities();
  EXPECT_NEAR(q[0], 0.125, 1e-7);
  EXPECT_NEAR(q[1], 0.25, 1e-7);
  EXPECT_NEAR(q[2], 0.625, 1e-7);
}

TEST(Prediction, LargeLogitsDoNotOverflow) {
  const Prediction p{{1000.0f, 1000.0f}, 0, ""};
  EXPECT_EQ(p.probabilities(), (std::vector<double>{0.5, 0.5}));
}

TEST(Prediction, TopIsMostProbableFirstAndTheLowerClassWhereTwoAreEqual) {
  const Prediction p{{1.0f, 3.0f, 2.0f, 3.0f}, 0, ""};
  const auto top = p.top(3);
  ASSERT_EQ(top.size(), 3u);
  EXPECT_EQ(top[0].cls, 1);
  EXPECT_EQ(top[1].cls, 3);
  EXPECT_EQ(top[2].cls, 2);
  EXPECT_EQ(p.top(9).size(), 4u);
}

}  // namespace
}  // namespace vantage::engine
