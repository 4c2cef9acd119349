// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/ranked_bars.hpp"

#include <gtest/gtest.h>

#include <QtTest/QSignalSpy>

#include "host/viewer/testing/mouse.hpp"

namespace vantage::viewer {
namespace {

class RankedBarsTest : public ::testing::Test {
 protected:
  // Bar i is named after i; its value falls from 1 to 0.
  void fill(int count) {
    std::vector<RankedBar> bars;
    for (int i = 0; i < count; ++i) {
      RankedBar bar;
      bar.value = 1 - i / static_cast<double>(count);
      bar.name = QString::number(i);
      bars.push_back(bar);
    }
    chart.set_bars(std::move(bars), [](int item) { return QString("bar %1").arg(item); });
  }
  void SetUp() override {
    chart.set_axis_title("accuracy");
    fill(1000);
    show(chart);
    QObject::connect(&chart, &Chart::zoomed,
                     [this](const std::optional<Zoom>& zoom) { chart.set_zoom(zoom); });
  }
  RankedBars chart;
};

TEST_F(RankedBarsTest, ShowsAsManyAsCanBeRead) {
  EXPECT_EQ(chart.first(), 0);
  EXPECT_GT(chart.shown(), 10);
  EXPECT_LT(chart.shown(), 20) << "300 pixels have no room for more names";
  show(chart, {400, 2000});
  EXPECT_EQ(chart.shown(), RankedBars::kMost);
  fill(4);
  EXPECT_EQ(chart.shown(), 4);
}

TEST_F(RankedBarsTest, TheWheelScrolls) {
  const int shown = chart.shown();
  turn_wheel(chart, {200, 100}, -2);
  EXPECT_EQ(chart.first(), 6);
  EXPECT_EQ(chart.shown(), shown);
  turn_wheel(chart, {200, 100}, 10);
  EXPECT_EQ(chart.first(), 0);
  turn_wheel(chart, {200, 100}, -1000);
  EXPECT_EQ(chart.first(), 1000 - shown);
}

TEST_F(RankedBarsTest, WithControlItZooms) {
  const int shown = chart.shown();
  turn_wheel(chart, {200, 100}, 1, Qt::ControlModifier);
  EXPECT_LT(chart.shown(), shown);
  for (int i = 0; i < 30; ++i) turn_wheel(chart, {200, 100}, 1, Qt::ControlModifier);
  EXPECT_EQ(chart.shown(), RankedBars::kLeast);
  for (int i = 0; i < 30; ++i) turn_wheel(chart, {200, 100}, -1, Qt::ControlModifier);
  EXPECT_EQ(chart.shown(), RankedBars::kMost);
  QTest::keyClick(chart.canvas(), Qt::Key_0);
  EXPECT_EQ(chart.shown(), shown);
}

TEST_F(RankedBarsTest, RowsAreWhereTheyAreClicked) {
  QSignalSpy clicks(&chart, &Chart::clicked);
  turn_wheel(chart, {200, 100}, -1);
  for (int i = chart.first(); i < chart.first() + chart.shown(); ++i) {
    click(chart, chart.position_of(i));
    ASSERT_EQ(clicks.size(), i - chart.first() + 1);
    EXPECT_EQ(clicks.last()[0].toInt(), i);
  }
  EXPECT_EQ(chart.item_at(QPointF(200, 299)), -1);
}

TEST_F(RankedBarsTest, ADragMovesTheBars) {
  const double row = chart.position_of(1).y() - chart.position_of(0).y();
  drag(chart, {{200, 200}, {200, 200 - 2.1 * row}, {200, 200 - 4.2 * row}});
  EXPECT_EQ(chart.first(), 4);
}

TEST_F(RankedBarsTest, TheStripIsASlider) {
  click(chart, {385, 150});
  EXPECT_GT(chart.first(), 400);
  EXPECT_LT(chart.first(), 700);
  const int before = chart.first();
  drag(chart, {{385, 150}, {385, 160}, {385, 170}});
  EXPECT_GT(chart.first(), before + 50);
}

TEST_F(RankedBarsTest, KeysWalkAndTheWindowFollows) {
  QObject::connect(&chart, &Chart::hovered, &chart, &Chart::set_focus_item);
  chart.activateWindow();
  chart.canvas()->setFocus();
  QApplication::processEvents();
  QTest::keyClick(chart.canvas(), Qt::Key_End);
  EXPECT_EQ(chart.focus_item(), 999);
  EXPECT_EQ(chart.canvas()->accessibleDescription(), "bar 999");
  EXPECT_EQ(chart.first(), 1000 - chart.shown());
  QTest::keyClick(chart.canvas(), Qt::Key_PageUp);
  EXPECT_EQ(chart.focus_item(), 999 - chart.shown());
  QTest::keyClick(chart.canvas(), Qt::Key_Home);
  EXPECT_EQ(chart.first(), 0);
}

TEST_F(RankedBarsTest, IsATableWithRanks) {
  fill(2);
  const ValueTable table = chart.table();
  EXPECT_EQ(table.columns[2], "accuracy");
  ASSERT_EQ(table.rows.size(), 2u);
  EXPECT_EQ(table.rows[1][0], 2);
  EXPECT_EQ(table.rows[1][2], 0.5);
}

TEST_F(RankedBarsTest, NoBarsAreNoTrouble) {
  fill(0);
  turn_wheel(chart, {200, 100}, -1);
  click(chart, {200, 100});
  QTest::keyClick(chart.canvas(), Qt::Key_Down);
  EXPECT_EQ(chart.shown(), 0);
  EXPECT_EQ(chart.item_at(QPointF(200, 100)), -1);
}

}  // namespace
}  // namespace vantage::viewer
