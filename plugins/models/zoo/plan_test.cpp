// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/plan.hpp"

#include <gtest/gtest.h>

namespace vantage::zoo {
namespace {

// input 0 - conv 1 - bn 2 - relu 3 - conv 4 - bn 5 - add 6 (with 3) - relu 7 - flatten 8 - fc 9
Graph residual() {
  Builder b(1, 4, 4);
  int x = b.relu("relu", b.batch_norm("bn", b.conv("conv", 0, {2, 3, 1, 1})));
  const int y = b.batch_norm("bn2", b.conv("conv2", x, {2, 3, 1, 1}));
  x = b.relu("relu2", b.add("add", y, x));
  b.linear("fc", b.flatten("flatten", x), 3);
  return b.take();
}

std::vector<int> outs(const Plan& p) {
  std::vector<int> all;
  for (const auto& s : p.steps) all.push_back(s.out);
  return all;
}

TEST(Plan, FusesNormSumAndActivationIntoTheConvolution) {
  const auto p = make_plan(residual(), {9}, true);
  EXPECT_EQ(outs(p), (std::vector<int>{3, 7, 8, 9}));
  const auto& second = p.steps[1];
  EXPECT_EQ(second.node, 4);
  EXPECT_EQ(second.batch_norm, 5);
  EXPECT_EQ(second.sum, 6);
  EXPECT_EQ(second.addend, 3);
  EXPECT_EQ(second.activation, 7);
}

TEST(Plan, KeepsApartWhatIsTapped) {
  EXPECT_EQ(outs(make_plan(residual(), {5, 9}, true)), (std::vector<int>{3, 5, 7, 8, 9}));
  EXPECT_EQ(outs(make_plan(residual(), {4, 6, 9}, true)), (std::vector<int>{3, 4, 5, 6, 7, 8, 9}));
}

TEST(Plan, UnfusedIsOneStepANode) {
  EXPECT_EQ(outs(make_plan(residual(), {9}, false)), (std::vector<int>{1, 2, 3, 4, 5, 6, 7, 8, 9}));
}

TEST(Plan, KnowsWhoReadsAValueLast) {
  const auto p = make_plan(residual(), {9}, true);
  EXPECT_EQ(p.last_use[3], 1);  // input of the second convolution and its addend
  EXPECT_EQ(p.last_use[7], 2);
  EXPECT_EQ(p.last_use[9], -1);
}

}  // namespace
}  // namespace vantage::zoo
