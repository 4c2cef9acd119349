// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/flow_grid.hpp"

#include <gtest/gtest.h>

namespace vantage::viewer {
namespace {

TEST(FlowGrid, TurnsWithItsRoom) {
  EXPECT_EQ(columns_for(4, {1600, 900}), 2);
  EXPECT_EQ(columns_for(4, {1600, 250}), 4);
  EXPECT_EQ(columns_for(4, {400, 1000}), 1);
  EXPECT_EQ(columns_for(1, {100, 100}), 1);
  EXPECT_EQ(columns_for(3, {1600, 900}), 2);
  EXPECT_EQ(columns_for(4, {0, 0}), 1);
}

}  // namespace
}  // namespace vantage::viewer
