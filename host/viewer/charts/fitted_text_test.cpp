// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/charts/fitted_text.hpp"

#include <gtest/gtest.h>

#include <QtGui/QFontInfo>
#include <QtGui/QFontMetricsF>
#include <QtWidgets/QApplication>

namespace vantage::viewer {
namespace {

TEST(FittedText, BreaksBehindTheSeparatorNearestToTheMiddle) {
  EXPECT_EQ(in_two_lines("shufflenet_v2_x1_0"), QStringList({"shufflenet_", "v2_x1_0"}));
  EXPECT_EQ(in_two_lines("geological formation"), QStringList({"geological", "formation"}));
  EXPECT_EQ(in_two_lines("alexnet"), QStringList({"alexnet"}));
  EXPECT_EQ(in_two_lines("alexnet_"), QStringList({"alexnet_"}));
  EXPECT_EQ(in_two_lines(""), QStringList({""}));
}

TEST(FittedText, GoesDownToFourFifths) {
  QFont font;
  font.setPixelSize(20);
  EXPECT_EQ(QFontInfo(fitted_font(font, 100, 120)).pixelSize(), 20);
  EXPECT_EQ(QFontInfo(fitted_font(font, 100, 90)).pixelSize(), 18);
  EXPECT_EQ(QFontInfo(fitted_font(font, 100, 10)).pixelSize(), 16);
}

TEST(FittedText, TwoLinesOnlyWhereTheyAreNeededAndFit) {
  const QFont font = QApplication::font();
  const QFontMetricsF metrics(font);
  const QString name = "shufflenet_v2_x1_0";
  const double all = metrics.horizontalAdvance(name), most = metrics.horizontalAdvance("shufflenet_"),
               line = metrics.height();
  EXPECT_EQ(fitted_lines(name, font, all + 1, 3 * line), QStringList{name});
  EXPECT_EQ(fitted_lines(name, font, most + 1, 2 * line), QStringList({"shufflenet_", "v2_x1_0"}));
  const QStringList short_of_height = fitted_lines(name, font, most + 1, line);
  ASSERT_EQ(short_of_height.size(), 1);
  EXPECT_TRUE(short_of_height[0].contains(QChar(0x2026)));
}

}  // namespace
}  // namespace vantage::viewer
