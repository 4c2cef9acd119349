// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/scatter_chart.hpp"

#include <gmock/gmock.h>

#include <QtTest/QSignalSpy>
#include <QtWidgets/QGraphicsView>
#include <cmath>
#include <random>

#include "host/viewer/testing/mouse.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;

ScatterPoint point(double x, double y, const QString& name) {
  ScatterPoint p;
  p.x = x;
  p.y = y;
  p.name = name;
  p.text = name + "\nall of it";
  p.colour = 0x0040c1;
  return p;
}

class ScatterChartTest : public ::testing::Test {
 protected:
  void SetUp() override {
    chart.set_axes({"parameters", Scale::logarithmic}, {"accuracy", Scale::percent});
    chart.set_points({point(1e6, 0.4, "left"), point(1e7, 0.6, "middle"), point(1e8, 0.8, "right"),
                      point(0, 0.5, "nowhere"), point(1e7, NAN, "unknown")});
    show(chart);
    QObject::connect(&chart, &Chart::zoomed, [this](const std::optional<Zoom>& z) { zooms.push_back(z); });
    QObject::connect(&chart, &Chart::selected,
                     [this](const std::vector<int>& items, Qt::KeyboardModifiers) { selected = items; });
  }
  ScatterChart chart;
  std::vector<std::optional<Zoom>> zooms;
  std::vector<int> selected{-1};
};

TEST_F(ScatterChartTest, ALogarithmicAxisSpacesDecadesEvenly) {
  const QPointF left = chart.position_of(0), middle = chart.position_of(1), right = chart.position_of(2);
  EXPECT_NEAR(middle.x() - left.x(), right.x() - middle.x(), 1);
  EXPECT_NEAR(left.y() - middle.y(), middle.y() - right.y(), 1);
  EXPECT_GT(middle.x() - left.x(), 80);
  EXPECT_EQ(chart.item_at(middle), 1);
  EXPECT_EQ(chart.item_at(middle + QPointF(20, 0)), -1);
}

TEST_F(ScatterChartTest, WhatHasNoPlaceIsNotFound) {
  for (int x = 0; x < 400; x += 3)
    for (int y = 0; y < 300; y += 3) EXPECT_LT(chart.item_at(QPointF(x, y)), 3);
}

TEST_F(ScatterChartTest, ClicksSayWhichPoint) {
  QSignalSpy clicks(&chart, &Chart::clicked);
  click(chart, chart.position_of(2), Qt::ControlModifier);
  click(chart, QPointF(5, 5));
  ASSERT_EQ(clicks.size(), 1);
  EXPECT_EQ(clicks[0][0].toInt(), 2);
  EXPECT_EQ(clicks[0][1].value<Qt::KeyboardModifiers>(), Qt::ControlModifier);
}

TEST_F(ScatterChartTest, TheWheelZoomsAboutTheMouse) {
  const QPointF before = chart.position_of(2);
  const double apart = before.x() - chart.position_of(1).x();
  turn_wheel(chart, before, 1);
  ASSERT_EQ(zooms.size(), 1u);
  chart.set_zoom(zooms[0]);
  EXPECT_NEAR(chart.position_of(2).x(), before.x(), 1.5);
  EXPECT_NEAR(chart.position_of(2).y(), before.y(), 1.5);
  EXPECT_NEAR(chart.position_of(2).x() - chart.position_of(1).x(), 1.25 * apart, 2);
  mouse(chart, QEvent::MouseButtonDblClick, {60, 250});
  EXPECT_EQ(zooms.back(), std::nullopt);
}

TEST_F(ScatterChartTest, ADragMovesIt) {
  const QPointF before = chart.position_of(1);
  QObject::connect(&chart, &Chart::zoomed, [this](const std::optional<Zoom>& z) { chart.set_zoom(z); });
  drag(chart, {{200, 150}, {220, 140}, {230, 130}});
  EXPECT_NEAR(chart.position_of(1).x(), before.x() + 30, 2);
  EXPECT_NEAR(chart.position_of(1).y(), before.y() - 20, 2);
}

TEST_F(ScatterChartTest, RectangleAndLassoSelect) {
  chart.set_selectable(true);
  const QPointF a = chart.position_of(0), b = chart.position_of(1);
  drag(chart, {a + QPointF(-10, 10), b + QPointF(10, -10)});
  EXPECT_THAT(selected, ElementsAre(0, 1));
  drag(chart, {b + QPointF(-20, -20), b + QPointF(20, -20), b + QPointF(20, 20), b + QPointF(-20, 20)},
       Qt::LeftButton, Qt::AltModifier);
  EXPECT_THAT(selected, ElementsAre(1));
  drag(chart, {{300, 250}, {330, 260}});
  EXPECT_THAT(selected, ElementsAre());
  EXPECT_TRUE(zooms.empty());
  drag(chart, {{200, 150}, {230, 130}}, Qt::MiddleButton);
  EXPECT_FALSE(zooms.empty()) << "the middle button moves all the same";
}

TEST_F(ScatterChartTest, ArrowKeysWalkFromPointToPoint) {
  QObject::connect(&chart, &Chart::hovered, &chart, &Chart::set_focus_item);
  std::vector<int> way;
  for (const auto key : {Qt::Key_Home, Qt::Key_Right, Qt::Key_Right, Qt::Key_Right, Qt::Key_Left}) {
    QTest::keyClick(chart.canvas(), key);
    way.push_back(chart.focus_item());
  }
  EXPECT_THAT(way, ElementsAre(0, 1, 2, 2, 1));
  EXPECT_EQ(chart.canvas()->accessibleDescription(), "middle\nall of it");
  QSignalSpy clicks(&chart, &Chart::clicked);
  QTest::keyClick(chart.canvas(), Qt::Key_Return);
  ASSERT_EQ(clicks.size(), 1);
  EXPECT_EQ(clicks[0][0].toInt(), 1);
}

TEST_F(ScatterChartTest, IsATableToo) {
  const ValueTable table = chart.table();
  EXPECT_EQ(table.columns, (QStringList{"name", "parameters", "accuracy"}));
  ASSERT_EQ(table.rows.size(), 5u);
  EXPECT_EQ(table.rows[1][0], "middle");
  EXPECT_EQ(table.rows[1][1], 1e7);
}

// A place for each name, of equal width: with two, their middles are at a quarter and three quarters.
TEST_F(ScatterChartTest, AnAxisMayHaveNames) {
  chart.set_axes({"", Scale::linear, {"tench", "hen"}}, {"accuracy", Scale::percent});
  chart.set_points({point(0, 0.4, "a"), point(1, 0.6, "b"), point(1.2, 0.8, "c")});
  QApplication::processEvents();
  const double first = chart.position_of(0).x(), second = chart.position_of(1).x();
  EXPECT_NEAR(chart.position_of(2).x() - second, 0.2 * (second - first), 1);
  EXPECT_GT(second - first, 120);
  const ValueTable table = chart.table();
  EXPECT_EQ(table.rows[0][1].toString(), "tench");
  EXPECT_EQ(table.rows[2][1].toString(), "hen");
}

TEST_F(ScatterChartTest, AMessageTakesItsPlace) {
  chart.set_message("Nothing yet.");
  EXPECT_FALSE(chart.canvas()->isVisible());
  chart.set_message("");
  EXPECT_TRUE(chart.canvas()->isVisible());
}

// Bare axes mean nothing, so that a unit must be as long down as across.
TEST(ScatterChart, ABareLayoutKeepsItsShape) {
  ScatterChart chart;
  chart.set_bare(true);
  chart.set_points({point(0, 0, ""), point(1, 0, ""), point(0, 1, ""), point(10, 2, "")});
  show(chart, {600, 200});
  const QPointF o = chart.position_of(0);
  EXPECT_NEAR(chart.position_of(1).x() - o.x(), o.y() - chart.position_of(2).y(), 2);
}

TEST(ScatterChart, ABareLayoutKeepsItsShapeWhenZoomed) {
  ScatterChart chart;
  chart.set_bare(true);
  chart.set_points({point(0, 0, ""), point(1, 0, ""), point(0, 1, ""), point(10, 2, "")});
  chart.set_zoom(Zoom{-1, 2, -1, 2});
  show(chart, {600, 200});
  const QPointF o = chart.position_of(0);
  EXPECT_NEAR(chart.position_of(1).x() - o.x(), o.y() - chart.position_of(2).y(), 2);
  EXPECT_GT(chart.position_of(1).x() - o.x(), 40);
}

TEST(ScatterChart, TextsAreAskedForWhenTheyAreNeeded) {
  ScatterChart chart;
  int asked = 0;
  chart.set_points({point(0, 0, "a"), point(1, 1, "b")}, [&](int item) {
    ++asked;
    return QString("point %1").arg(item);
  });
  show(chart);
  EXPECT_EQ(asked, 0);
  hover(chart, chart.position_of(1));
  EXPECT_EQ(chart.canvas()->accessibleDescription(), "point 1");
}

// What is selected is decided while painting: nothing is made for it.
TEST(ScatterChart, ManySelectedPointsCostNothing) {
  ScatterChart chart;
  std::vector<ScatterPoint> points;
  std::vector<int> all;
  for (int i = 0; i < 1000; ++i) {
    points.push_back(point(i % 40, i / 40, QString("class %1").arg(i)));
    all.push_back(i);
  }
  chart.set_points(points);
  show(chart);
  auto* scene = static_cast<QGraphicsView*>(chart.canvas());
  const auto items = scene->items().size();
  const QImage before = chart.grab().toImage();
  chart.set_marks({{}, all, {}, {}});
  EXPECT_NE(chart.grab().toImage(), before);
  EXPECT_EQ(scene->items().size(), items);
  chart.set_marks({});
  EXPECT_EQ(chart.grab().toImage(), before);
}

TEST(ScatterChart, DimmedPointsStepBack) {
  ScatterChart chart;
  chart.set_points({point(0, 0, ""), point(1, 1, "")});
  show(chart);
  const auto ink = [&](int item) {
    return chart.grab().toImage().pixelColor(chart.position_of(item).toPoint()).lightness();
  };
  const int full = ink(0);
  chart.set_marks({{}, {}, {0, 1}, {}});
  EXPECT_GT(ink(0), full + 60);
  chart.set_focus_item(0);
  EXPECT_EQ(ink(0), full) << "not while it is looked at";
}

TEST(ScatterChart, OneItemForThousandsOfPoints) {
  ScatterChart chart;
  std::mt19937 random(1);
  std::vector<ScatterPoint> points;
  for (int i = 0; i < 5000; ++i) {
    points.push_back(point(random() % 1000, random() % 1000, ""));
    points.back().marker = static_cast<Marker>(i % 8);
  }
  chart.set_points(points);
  show(chart);
  EXPECT_LT(static_cast<QGraphicsView*>(chart.canvas())->items().size(), 200);
  EXPECT_FALSE(chart.grab().toImage().isNull());
}

TEST(ScatterChart, InACrowdWhatIsMarkedHasItsName) {
  const auto picture = [](const QString& name) {
    ScatterChart chart;
    chart.resize(600, 400);
    chart.set_bare(true);
    std::vector<ScatterPoint> points;
    for (int i = 0; i < 900; ++i) points.push_back(point(i % 30, i / 30, name));
    chart.set_points(points);
    ScatterMarks marks;
    marks.selected = {465};
    chart.set_marks(marks);
    show(chart);
    return chart.grab().toImage();
  };
  EXPECT_EQ(picture("tench"), picture("tench"));
  EXPECT_NE(picture("tench"), picture(""));
}

}  // namespace
}  // namespace vantage::viewer
