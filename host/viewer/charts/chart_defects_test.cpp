// SPDX-License-Identifier: GPL-3.0-or-later
// Three defects of Qt Charts 6.4.2 that users of this program must not meet.
#include <gtest/gtest.h>

#include <QtWidgets/QGraphicsItem>
#include <QtWidgets/QGraphicsView>

#include "host/viewer/charts/scatter_chart.hpp"
#include "host/viewer/testing/mouse.hpp"

namespace vantage::viewer {
namespace {

std::vector<ScatterPoint> row_of(int count) {
  std::vector<ScatterPoint> points;
  for (int i = 0; i < count; ++i) {
    ScatterPoint p;
    p.x = i;
    p.y = 0.5;
    p.name = p.text = QString::number(i);
    points.push_back(p);
  }
  return points;
}

// QTBUG-118669: a press where no item is, because the chart is hidden or smaller than its view, crashed.
TEST(QtBug118669, APressBesideTheChart) {
  ScatterChart chart;
  chart.set_points(row_of(3));
  show(chart);
  for (QGraphicsItem* item : static_cast<QGraphicsView*>(chart.canvas())->items()) item->hide();
  click(chart, {200, 150});
  drag(chart, {{10, 10}, {200, 150}});
}

// QTBUG-115072: points replaced in the slot that a click on one of them calls were used afterwards.
TEST(QtBug115072, PointsReplacedByTheirOwnClick) {
  ScatterChart chart;
  chart.set_points(row_of(3));
  show(chart);
  int clicks = 0;
  QObject::connect(&chart, &Chart::clicked, [&] {
    ++clicks;
    chart.set_points(row_of(clicks % 2 ? 100 : 3));
  });
  click(chart, chart.position_of(1));
  click(chart, chart.position_of(1));
  EXPECT_EQ(clicks, 2);
}

// QTBUG-127982: between two markers that touch, the mouse leaving one and entering the other was not
// reported.
TEST(QtBug127982, HoverFromMarkerToMarker) {
  ScatterChart chart;
  chart.set_points(row_of(60));
  show(chart);
  ASSERT_LT(chart.position_of(1).x() - chart.position_of(0).x(), 8);
  std::vector<int> hovered;
  QObject::connect(&chart, &Chart::hovered, [&](int item) { hovered.push_back(item); });
  for (int i = 0; i < 60; ++i) hover(chart, chart.position_of(i));
  ASSERT_EQ(hovered.size(), 60u);
  for (int i = 0; i < 60; ++i) EXPECT_EQ(hovered[static_cast<size_t>(i)], i);
}

}  // namespace
}  // namespace vantage::viewer
