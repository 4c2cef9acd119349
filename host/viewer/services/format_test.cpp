// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/services/format.hpp"

#include <gtest/gtest.h>

#include <cmath>

namespace vantage::viewer {
namespace {

TEST(Format, LargeCounts) {
  EXPECT_EQ(compact(61100840), "61.1 M");
  EXPECT_EQ(compact(1814073344), "1.81 G");
  EXPECT_EQ(compact(138357544), "138 M");
  EXPECT_EQ(compact(20000000), "20 M");
  EXPECT_EQ(compact(999999), "1 M");
  EXPECT_EQ(compact(950), "950");
  EXPECT_EQ(compact(0), "0");
  EXPECT_EQ(grouped(50000).remove(QChar(0x202f)), "50000");
  EXPECT_EQ(grouped(50000).size(), 6);
  EXPECT_EQ(grouped(1234567), QString::fromUtf8("1\u202f234\u202f567"));
  EXPECT_EQ(grouped(-123), "-123");
}

TEST(Format, Shares) {
  EXPECT_EQ(percent(0.5652), "56.5 %");
  EXPECT_EQ(percent(0.5652, 0), "57 %");
  EXPECT_EQ(percent(NAN), QString(QChar(0x2013)));
  EXPECT_EQ(percent_interval(0.5, 0.25, 0.75), "50.0 % (25.0 to 75.0 %)");
}

}  // namespace
}  // namespace vantage::viewer
