// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/heat_map.hpp"

#include <gtest/gtest.h>

#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QTableView>
#include <cmath>

#include "host/viewer/render/map_image.hpp"
#include "host/viewer/testing/mouse.hpp"

namespace vantage::viewer {
namespace {

// Cell (r, c) is (r + c) / (2 (side - 1)): 0 in the first corner, 1 in the last.
Matrix square(int side) {
  Matrix m;
  for (int i = 0; i < side; ++i) m.rows << QString("m%1").arg(i);
  m.columns = m.rows;
  for (int r = 0; r < side; ++r)
    for (int c = 0; c < side; ++c) m.values.push_back((r + c) / (2.0 * (side - 1)));
  return m;
}

TEST(HeatMap, AFewModelsAreATable) {
  HeatMap map;
  map.set_matrix(square(4));
  show(map);
  auto* table = map.findChild<QTableView*>();
  ASSERT_TRUE(table->isVisible());
  QSignalSpy clicks(&map, &HeatMap::clicked);
  const QRect cell = table->visualRect(table->model()->index(1, 2));
  QTest::mouseClick(table->viewport(), Qt::LeftButton, {}, cell.center());
  ASSERT_GE(clicks.size(), 1);
  EXPECT_EQ(clicks[0][0].toInt(), 1);
  EXPECT_EQ(clicks[0][1].toInt(), 2);
  const QImage image = table->viewport()->grab().toImage();
  const Rgb first = colour_table(Colours::viridis)[0];
  EXPECT_EQ(image.pixelColor(3, 3), QColor(first.r, first.g, first.b));
}

TEST(HeatMap, ManyAreOnePicture) {
  HeatMap map;
  map.set_matrix(square(100));
  show(map);
  EXPECT_FALSE(map.findChild<QTableView*>()->isVisible());
  QSignalSpy clicks(&map, &HeatMap::clicked);
  // 300 x 300 pixels in the middle of 400 x 300: three pixels a cell.
  QTest::mouseClick(map.childAt(200, 150), Qt::LeftButton, {}, QPoint(50 + 3 * 40 + 1, 3 * 20 + 1));
  ASSERT_EQ(clicks.size(), 1);
  EXPECT_EQ(clicks[0][0].toInt(), 20);
  EXPECT_EQ(clicks[0][1].toInt(), 40);
  const Rgb near_end = colour_table(Colours::viridis)[252];  // 98/99 of 255
  EXPECT_EQ(map.grab().toImage().pixelColor(50 + 3 * 98 + 1, 3 * 98 + 1),
            QColor(near_end.r, near_end.g, near_end.b));
}

TEST(HeatMap, ColoursCanBeChosen) {
  HeatMap map;
  map.set_matrix(square(100));
  map.set_colours(Colours::jet);
  show(map);
  const Rgb near_start = colour_table(Colours::jet)[3];  // 1/99 of 255
  EXPECT_EQ(map.grab().toImage().pixelColor(54, 4), QColor(near_start.r, near_start.g, near_start.b));
}

TEST(HeatMap, KeysMoveThroughThePicture) {
  HeatMap map;
  map.set_matrix(square(100));
  show(map);
  QSignalSpy hovers(&map, &HeatMap::hovered), clicks(&map, &HeatMap::clicked);
  QWidget* picture = map.childAt(200, 150);
  QTest::keyClick(picture, Qt::Key_Right);
  QTest::keyClick(picture, Qt::Key_Down);
  QTest::keyClick(picture, Qt::Key_Return);
  ASSERT_EQ(clicks.size(), 1);
  EXPECT_EQ(clicks[0][0].toInt(), 1);
  EXPECT_EQ(clicks[0][1].toInt(), 1);
  EXPECT_EQ(picture->accessibleDescription(), "m1, m1: 0.01");
}

}  // namespace
}  // namespace vantage::viewer
