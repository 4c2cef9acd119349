// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/parameter_text.hpp"

#include <gtest/gtest.h>

#include "vantage/abi.h"

namespace vantage::viewer {
namespace {

engine::ParamInfo number(int type, double min, double max, double normal) {
  engine::ParamInfo p;
  p.type = type;
  p.key = "n";
  p.min = min;
  p.max = max;
  p.default_number = normal;
  return p;
}

TEST(ParameterText, WholeNumbers) {
  const auto p = number(VTG_INT, 1, 200, 25);
  EXPECT_EQ(allowed_text(p), "a whole number from 1 to 200");
  EXPECT_EQ(default_text(p), "25");
  EXPECT_EQ(accepted_text(p, "200"), "200");
  for (const char* no : {"0", "201", "2.5", "", "x", "99999999999999999999"})
    EXPECT_FALSE(accepted_text(p, no)) << no;
}

TEST(ParameterText, Numbers) {
  const auto p = number(VTG_FLOAT, 0, 1, 0.15);
  EXPECT_EQ(allowed_text(p), "a number from 0 to 1");
  EXPECT_EQ(default_text(p), "0.15");
  EXPECT_EQ(accepted_text(p, "0.50"), "0.5");
  for (const char* no : {"1.01", "-1", "nan", "0,5", ""}) EXPECT_FALSE(accepted_text(p, no)) << no;
}

TEST(ParameterText, Choices) {
  engine::ParamInfo p;
  p.type = VTG_ENUM;
  p.key = "fuse";
  p.choices = {"mean", "max", "sum"};
  p.default_text = "max";
  EXPECT_EQ(allowed_text(p), "mean, max or sum");
  EXPECT_EQ(default_text(p), "max");
  EXPECT_EQ(accepted_text(p, "mean"), "mean");
  EXPECT_FALSE(accepted_text(p, "Mean"));
}

}  // namespace
}  // namespace vantage::viewer
