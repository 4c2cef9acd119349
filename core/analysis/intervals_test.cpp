// SPDX-License-Identifier: Apache-2.0
#include "core/analysis/intervals.hpp"

#include <gmock/gmock.h>

#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using testing::error_of;
using ::testing::HasSubstr;

TEST(Wilson, IsWhatTheFormulaGives) {
  // z = 2 by hand: (k + 2 -+ 2 sqrt(k (n - k) / n + 1)) / (n + 4). 3 of 4: (5 -+ 2 sqrt(1.75)) / 8.
  const Interval i = wilson(3, 4, 2);
  EXPECT_NEAR(i.low, 0.294281, 1e-6);
  EXPECT_NEAR(i.high, 0.955719, 1e-6);
}

TEST(Wilson, AgreesWithStatsmodels) {
  // proportion_confint(k, n, method="wilson"), statsmodels 0.13.5.
  const struct {
    int64_t k, n;
    double low, high;
  } rows[] = {{0, 10, 0.0, 0.27753279986288926},
              {10, 10, 0.7224672001371106, 1.0},
              {8, 10, 0.49016247153664183, 0.9433178485456247},
              {1, 29, 0.006113214292762667, 0.17175521879320294},
              {35123, 50000, 0.6984373188999167, 0.7064515738199164}};
  for (const auto& row : rows) {
    const Interval i = wilson(row.k, row.n);
    EXPECT_NEAR(i.low, row.low, 1e-14) << row.k << " of " << row.n;
    EXPECT_NEAR(i.high, row.high, 1e-14) << row.k << " of " << row.n;
  }
}

TEST(Wilson, TheEndsAreExactAndNoTrialSaysNothing) {
  EXPECT_EQ(wilson(0, 7).low, 0);
  EXPECT_EQ(wilson(7, 7).high, 1);
  EXPECT_EQ(wilson(0, 0).low, 0);
  EXPECT_EQ(wilson(0, 0).high, 1);
}

TEST(Wilson, RefusesWhatIsNoShare) {
  EXPECT_THAT(error_of([] { wilson(3, 2); }), HasSubstr("3 of 2 is no share"));
  EXPECT_THAT(error_of([] { wilson(-1, 2); }), HasSubstr("-1 of 2"));
  EXPECT_THAT(error_of([] { wilson(0, -1); }), HasSubstr("0 of -1"));
}

TEST(McNemar, ByHand) {
  // 1 against 5: (4 - 1)^2 / 6; of 64 outcomes of six coins 1 + 6 have at most one head, and as many tails.
  const McNemar m = mcnemar(1, 5);
  EXPECT_DOUBLE_EQ(m.statistic, 1.5);
  EXPECT_DOUBLE_EQ(m.p, 14.0 / 64);
  EXPECT_EQ(m.only_first, 1);
  EXPECT_EQ(m.only_second, 5);
}

TEST(McNemar, ModelsThatErrEquallyDoNotDiffer) {
  EXPECT_EQ(mcnemar(0, 0).statistic, 0);
  EXPECT_EQ(mcnemar(0, 0).p, 1);
  // The correction takes at most what is there.
  EXPECT_EQ(mcnemar(7, 7).statistic, 0);
  EXPECT_EQ(mcnemar(7, 7).p, 1);
}

TEST(McNemar, AgreesWithStatsmodelsAndSciPyUpToMillions) {
  // mcnemar(correction=True) of statsmodels 0.13.5; binomtest of SciPy 1.10.1, whose last digits are its own.
  const struct {
    int64_t a, b;
    double statistic, p;
  } rows[] = {{10, 5, 1.0666666666666667, 0.3017578125},
              {0, 6, 4.166666666666667, 0.03125},
              {121, 59, 20.67222222222222, 4.4344492637551645e-06},
              {3000, 1000, 999.00025, 2.491514538629926e-229},
              {1000000, 1004000, 7.980040419161677, 0.00472957649336568},
              {500000000, 500070000, 4.899517034807563, 0.026864208299633218}};
  for (const auto& row : rows) {
    const McNemar m = mcnemar(row.a, row.b);
    EXPECT_DOUBLE_EQ(m.statistic, row.statistic);
    EXPECT_NEAR(m.p / row.p, 1, 1e-9) << row.a << " " << row.b;
    EXPECT_EQ(mcnemar(row.b, row.a).p, m.p);
  }
}

TEST(McNemar, RefusesNegativeCounts) {
  EXPECT_THAT(error_of([] { mcnemar(-1, 3); }), HasSubstr("cannot be negative"));
}

}  // namespace
}  // namespace vantage::core
