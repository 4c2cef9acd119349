// SPDX-License-Identifier: Apache-2.0
#include "tests/support/test_similarity.hpp"

namespace vantage {
namespace {

using namespace test;

struct Iou : ::testing::Test {
  Similarity iou{VANTAGE_PLUGIN};
  const Rows a = {{0.9f, 0.5f, 0.1f},  //
                  {0.7f, 0.4f, 0.0f}};
  const Rows b = {{0.6f, 0.2f, 0.8f},  //
                  {0.5f, 0.4f, 0.0f}};
};

TEST_F(Iou, IsWhatBothSeeOverWhatEitherSees) {
  EXPECT_EQ(iou.compare(a, b), 2.0 / 4);
  EXPECT_EQ(iou.compare(a, b, {{"threshold", 0.4}}), 3.0 / 5);
  expect_symmetric_measure(iou, a, b);
}

TEST_F(Iou, AValueAtTheThresholdIsInside) {
  EXPECT_EQ(iou.compare({{0.7f, 0.7f}}, {{1, 0}}, {{"threshold", 0.7}}), 0.5);
  EXPECT_EQ(iou.compare(a, b, {{"threshold", 0}}), 1);
}

TEST_F(Iou, OfEmptyRegions) {
  const Rows nothing = {{0, 0.4f}}, something = {{0, 1}};
  EXPECT_EQ(iou.compare(nothing, {{0.1f, 0}}), 1);
  EXPECT_EQ(iou.compare(nothing, something), 0);
}

TEST_F(Iou, SaysWhichEndIsWhich) {
  EXPECT_EQ(iou.traits(), uint64_t{VTG_SIM_SYMMETRIC | VTG_SIM_HIGHER_IS_CLOSER});
  EXPECT_EQ(iou.best(), 1);
  EXPECT_EQ(iou.worst(), iou.compare({{0, 1}}, {{1, 0}}));
}

}  // namespace
}  // namespace vantage
