// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/radar_chart.hpp"

#include <gtest/gtest.h>

#include <QtCharts/QChart>
#include <QtCharts/QChartView>
#include <QtCharts/QLineSeries>
#include <QtTest/QSignalSpy>
#include <cmath>

#include "host/viewer/testing/mouse.hpp"

namespace vantage::viewer {
namespace {

RadarLine line(const QString& name, std::vector<double> values) {
  RadarLine l;
  l.name = name;
  for (size_t i = 0; i < values.size(); ++i) l.texts << name + QString::number(i);
  l.values = std::move(values);
  return l;
}

class RadarChartTest : public ::testing::Test {
 protected:
  void SetUp() override {
    chart.set_lines({{"animal", root_style(0, Shade::light)},
                     {"geological formation", root_style(1, Shade::light)},
                     {"plant", root_style(2, Shade::light)},
                     {"food", root_style(3, Shade::light)}},
                    {line("a", {0.4, 0.6, 0.8, 1}), line("b", {1, 1, 1, 1}), line("too short", {1})});
    show(chart);
  }
  QChart* qchart() { return static_cast<QChartView*>(chart.canvas())->chart(); }
  RadarChart chart;
};

TEST_F(RadarChartTest, NumbersItsCorners) {
  EXPECT_EQ(chart.item_count(), 4 * 2 + 4);
  EXPECT_EQ(chart.line_of(6), 1);
  EXPECT_EQ(chart.spoke_of(6), 2);
  EXPECT_EQ(chart.line_of(9), -1);
  EXPECT_EQ(chart.spoke_of(9), 1);
  EXPECT_EQ(chart.spoke_of(-1), -1);
  EXPECT_EQ(chart.item_text(6), "b2");
  EXPECT_EQ(chart.item_text(9), "geological formation");
}

// Where Qt Charts draws a corner: on this its own mapping and ours must agree to a pixel.
TEST_F(RadarChartTest, CornersLieWhereTheyAreDrawn) {
  const auto* view = static_cast<QChartView*>(chart.canvas());
  for (int item = 0; item < 8; ++item) {
    auto* series = static_cast<QLineSeries*>(qchart()->series().at(item / 4));
    const QPointF drawn =
        view->mapFromScene(qchart()->mapToScene(qchart()->mapToPosition(series->at(item % 4), series)));
    EXPECT_NEAR(chart.position_of(item).x(), drawn.x(), 1.5) << item;
    EXPECT_NEAR(chart.position_of(item).y(), drawn.y(), 1.5) << item;
    EXPECT_EQ(chart.item_at(chart.position_of(item)) % 4, item % 4);
  }
}

TEST_F(RadarChartTest, PolygonsClose) {
  for (auto* series : qchart()->series()) {
    const auto points = static_cast<QLineSeries*>(series)->points();
    ASSERT_EQ(points.size(), 5);
    EXPECT_EQ(points.back().y(), points.front().y());
    EXPECT_EQ(points.back().x(), 4);
  }
}

TEST_F(RadarChartTest, NamesStayInsideAndCanBeClicked) {
  QSignalSpy clicks(&chart, &Chart::clicked);
  for (int spoke = 0; spoke < 4; ++spoke) {
    const QPointF at = chart.position_of(8 + spoke);
    EXPECT_TRUE(chart.rect().contains(at.toPoint())) << spoke;
    click(chart, at);
    ASSERT_EQ(clicks.size(), spoke + 1);
    EXPECT_EQ(chart.spoke_of(clicks.last()[0].toInt()), spoke);
    EXPECT_EQ(chart.line_of(clicks.last()[0].toInt()), -1);
  }
}

TEST_F(RadarChartTest, BecomesAsSmallAsItsWindow) {
  show(chart, {700, 600});
  show(chart, {200, 160});
  EXPECT_LE(qchart()->size().width(), 200);
  EXPECT_TRUE(chart.rect().contains(chart.position_of(8).toPoint()));
}

TEST_F(RadarChartTest, KeysGoAroundAndAcross) {
  QObject::connect(&chart, &Chart::hovered, &chart, &Chart::set_focus_item);
  std::vector<int> way;
  for (const auto key : {Qt::Key_Right, Qt::Key_Left, Qt::Key_Right, Qt::Key_Down, Qt::Key_Down}) {
    QTest::keyClick(chart.canvas(), key);
    way.push_back(chart.focus_item());
  }
  EXPECT_EQ(way, (std::vector<int>{0, 3, 0, 4, 0}));
}

TEST_F(RadarChartTest, AGapIsNoCorner) {
  chart.set_lines({{"x", {}}, {"y", {}}, {"z", {}}}, {line("a", {0.5, NAN, 0.5})});
  EXPECT_EQ(static_cast<QLineSeries*>(qchart()->series().at(0))->count(), 3);
  EXPECT_EQ(chart.table().rows.size(), 1u);
}

}  // namespace
}  // namespace vantage::viewer
