// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/axis.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vantage::viewer {
namespace {

std::string labels(Scale scale, double min, double max, int about) {
  QString all;
  for (const Tick& t : ticks(scale, min, max, about)) all += (all.isEmpty() ? "" : "; ") + t.label;
  return all.toStdString();
}

TEST(Ticks, AreRound) {
  EXPECT_EQ(labels(Scale::linear, 0, 1, 5), "0.0; 0.2; 0.4; 0.6; 0.8; 1.0");
  EXPECT_EQ(labels(Scale::linear, -3, 4, 4), "-2; 0; 2; 4");
  EXPECT_EQ(labels(Scale::linear, 0.13, 0.22, 4), "0.15; 0.20");
  EXPECT_EQ(labels(Scale::linear, 0, 5e7, 3), "0; 20 M; 40 M");
  EXPECT_EQ(labels(Scale::percent, 0, 1, 4), "0 %; 50 %; 100 %");
  EXPECT_EQ(labels(Scale::percent, 0.57, 1, 2), "60 %; 80 %; 100 %") << "of 50 % and 100 % one would be left";
  EXPECT_EQ(labels(Scale::percent, 0.701, 0.704, 3), "70.1 %; 70.2 %; 70.3 %; 70.4 %");
}

TEST(Ticks, OfALogarithmicAxisAreCounts) {
  EXPECT_EQ(labels(Scale::logarithmic, std::log10(1.2e6), std::log10(1.4e8), 6),
            "2 M; 5 M; 10 M; 20 M; 50 M; 100 M");
  EXPECT_EQ(labels(Scale::logarithmic, 0, 9, 5), "1; 100; 10 k; 1 M; 100 M");
  EXPECT_EQ(labels(Scale::logarithmic, std::log10(6.1e6), std::log10(6.9e6), 4),
            "6.2 M; 6.4 M; 6.6 M; 6.8 M");
  EXPECT_EQ(labels(Scale::logarithmic, std::log10(0.9e6), std::log10(4.6e6), 5), "1 M; 2 M")
      << "900 k would lie under 1 M";
  for (const Tick& t : ticks(Scale::logarithmic, 6, 8, 6)) EXPECT_TRUE(t.at >= 6 && t.at <= 8) << t.at;
}

TEST(Ticks, ThereAreNoneWhereThereIsNoRange) {
  EXPECT_TRUE(ticks(Scale::linear, 1, 1, 5).empty());
  EXPECT_TRUE(ticks(Scale::linear, 0, NAN, 5).empty());
  EXPECT_TRUE(ticks(Scale::linear, 0, INFINITY, 5).empty());
  EXPECT_TRUE(ticks(Scale::linear, 1, 1 + 1e-15, 5).empty());
}

TEST(Extent, ShowsAllValues) {
  const auto is = [](Extent e, double min, double max) {
    EXPECT_NEAR(e.min, min, 1e-12);
    EXPECT_NEAR(e.max, max, 1e-12);
  };
  is(extent_of(Scale::linear, {1, 2, NAN}), 0.92, 2.08);
  is(extent_of(Scale::percent, {0.01, 0.99}), 0, 1);
  is(extent_of(Scale::percent, {0.5}), 0.45, 0.55);
  is(extent_of(Scale::logarithmic, {6}), 5.7, 6.3);
  is(extent_of(Scale::linear, {}), 0, 1);
}

TEST(ToAxis, TakesLogarithms) {
  EXPECT_EQ(to_axis(Scale::logarithmic, 1000), 3);
  EXPECT_TRUE(std::isnan(to_axis(Scale::logarithmic, 0)));
  EXPECT_EQ(to_axis(Scale::percent, 0.5), 0.5);
}

}  // namespace
}  // namespace vantage::viewer
