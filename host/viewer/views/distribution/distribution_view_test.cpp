// SPDX-License-Identifier: GPL-3.0-or-later
// View B in the window, as its user meets it.
#include <gmock/gmock.h>

#include <QtWidgets/QCompleter>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QToolButton>

#include "host/viewer/testing/mouse.hpp"
#include "host/viewer/testing/small_database.hpp"
#include "host/viewer/testing/wait.hpp"
#include "host/viewer/views/chart_panel.hpp"
#include "host/viewer/views/distribution/class_map.hpp"
#include "host/viewer/views/distribution/class_search.hpp"
#include "host/viewer/views/distribution/distribution_view.hpp"
#include "host/viewer/views/distribution/layout_offer.hpp"
#include "host/viewer/views/distribution/root_legend.hpp"
#include "host/viewer/views/shell/main_window.hpp"
#include "storage/analysis_repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::IsEmpty;

// Two animals at the left, two buildings at the right, two plants above. The second model's is the first's,
// turned and mirrored.
const std::vector<float> kFirst = {0, 0, 1, 0, 10, 0, 11, 0, 5, 8, 6, 8};
const std::vector<float> kSecond = {0, 0, 0, 1, 0, 10, 0, 11, 8, 5, 8, 6};

class DistributionViewTest : public ::testing::Test {
 protected:
  void put_layouts() {
    auto db = small.open();
    for (const int64_t model : {1, 2})
      storage::LayoutRepository(db).put(
          {1, model, "fp32", 5.0 / 3, 0, 0.1, {0, 1, 2, 3, 4, 5}, model == 1 ? kFirst : kSecond});
  }
  void open(AnalysisState state = {}) {
    window.resize(1400, 800);
    window.show();
    window.open(small.file(), std::move(state));
    ASSERT_TRUE(wait_until([this] { return window.idle(); }));
    QApplication::processEvents();
  }
  const AnalysisState& state() { return window.workbench()->store().state(); }
  void send(const Command& command) { window.workbench()->store().apply(command); }
  DistributionView& view() { return *window.findChild<DistributionView*>(); }
  std::vector<ClassMap*> maps() {
    std::vector<ClassMap*> shown;
    for (ClassMap* map : view().findChildren<ClassMap*>())
      if (map->isVisible()) shown.push_back(map);
    return shown;
  }
  ScatterChart& chart() { return *maps().at(0)->chart(); }
  LayoutOffer& offer() { return *view().findChild<LayoutOffer*>(); }
  QPushButton* button(const QString& text) {
    for (auto* b : view().findChildren<QPushButton*>())
      if (b->text() == text) return b;
    return nullptr;
  }
  std::string title() { return view().findChild<ChartPanel*>()->title().toStdString(); }
  // A rectangle around these points.
  std::vector<QPointF> around(int a, int b) {
    const QRectF box = QRectF(chart().position_of(a), chart().position_of(b)).normalized();
    return {box.topLeft() - QPointF(9, 9), box.bottomRight() + QPointF(9, 9)};
  }

  const SmallDatabase small;
  MainWindow window;
};

TEST_F(DistributionViewTest, SaysWhoseLayoutItIs) {
  put_layouts();
  open();
  ASSERT_EQ(maps().size(), 1u);
  EXPECT_EQ(chart().item_count(), 6);
  EXPECT_THAT(title(), HasSubstr("alexnet"));
  EXPECT_THAT(title(), HasSubstr("pin a model"));
  send(pin_model("resnet18"));
  EXPECT_EQ(title(), "Classes as resnet18 confuses them");
  EXPECT_FALSE(offer().isVisible());
}

TEST_F(DistributionViewTest, AClickPinsAndSelectsWithCtrlItTogglesWithShiftItAdds) {
  put_layouts();
  open();
  click(chart(), chart().position_of(3));
  EXPECT_EQ(state().pin.cls, 3);
  EXPECT_THAT(state().selection.classes, ElementsAre(3));
  click(chart(), chart().position_of(1), Qt::ShiftModifier);
  click(chart(), chart().position_of(3), Qt::ControlModifier);
  EXPECT_THAT(state().selection.classes, ElementsAre(1));
  EXPECT_EQ(state().pin.cls, 3);
  for (int i = 0; i < 3; ++i) window.workbench()->store().undo();
  EXPECT_EQ(state().pin.cls, -1) << "pinning and selecting are one step";
  EXPECT_THAT(state().selection.classes, IsEmpty());
}

TEST_F(DistributionViewTest, RectangleAndLassoSelectExactlyWhatIsInside) {
  put_layouts();
  open();
  drag(chart(), around(2, 3));
  EXPECT_THAT(state().selection.classes, ElementsAre(2, 3));
  drag(chart(), around(4, 5), Qt::LeftButton, Qt::ShiftModifier);
  EXPECT_THAT(state().selection.classes, ElementsAre(2, 3, 4, 5));
  drag(chart(), around(3, 3), Qt::LeftButton, Qt::ControlModifier);
  EXPECT_THAT(state().selection.classes, ElementsAre(2, 4, 5));
  // A slanting strip; the rectangle around it would have the second class, too.
  const QPointF left = chart().position_of(0), top = chart().position_of(4);
  drag(chart(), {left + QPointF(-9, 9), left + QPointF(9, 9), top + QPointF(9, -9), top + QPointF(-9, -9)},
       Qt::LeftButton, Qt::AltModifier);
  EXPECT_THAT(state().selection.classes, ElementsAre(0, 4));
}

TEST_F(DistributionViewTest, HoverFocusesTheClassInEveryView) {
  put_layouts();
  open();
  hover(chart(), chart().position_of(4));
  EXPECT_EQ(state().focus.cls, 4);
  EXPECT_EQ(chart().item_text(4).section('\n', 0, 1), "rose\nplant");
  hover(chart(), {2, 2});
  EXPECT_EQ(state().focus.cls, -1);
  send(set_focus({"", "", 2, -1}));
  EXPECT_EQ(chart().focus_item(), 2);
}

TEST_F(DistributionViewTest, ZoomIsStateAndIsReset) {
  put_layouts();
  open();
  const double apart = chart().position_of(2).x() - chart().position_of(0).x();
  turn_wheel(chart(), chart().position_of(0), 2);
  EXPECT_TRUE(state().charts.zooms.contains("B"));
  const double closer = chart().position_of(1).x() - chart().position_of(0).x();
  EXPECT_NEAR(closer, 1.25 * 1.25 * apart / 10, 2);
  emit view().findChild<ChartPanel*>()->reset_zoom();
  EXPECT_FALSE(state().charts.zooms.contains("B"));
  EXPECT_NEAR(chart().position_of(2).x() - chart().position_of(0).x(), apart, 1);
}

TEST_F(DistributionViewTest, SearchFindsAndEnterPins) {
  put_layouts();
  open();
  auto& search = *view().findChild<ClassSearch*>();
  QTest::keyClicks(&search, "CASTL");
  EXPECT_THAT(search.found(), ElementsAre(3));
  QTest::keyClick(&search, Qt::Key_Return);
  EXPECT_EQ(state().pin.cls, 3);
  EXPECT_EQ(state().focus.cls, 3);
  QTest::keyClick(&search, Qt::Key_Escape);
  EXPECT_EQ(search.text(), "");
  EXPECT_EQ(state().pin.cls, 3) << "Esc forgets the text, nothing else";
  QTest::keyClicks(&search, "zebra");
  QTest::keyClick(&search, Qt::Key_Return);
  EXPECT_EQ(state().pin.cls, 3);
}

TEST_F(DistributionViewTest, TheLegendPinsRoots) {
  put_layouts();
  open();
  auto& legend = *view().findChild<RootLegend*>();
  ASSERT_EQ(legend.count(), 3);
  const auto click_on = [&](int row) {
    QTest::mouseClick(legend.viewport(), Qt::LeftButton, {},
                      legend.visualItemRect(legend.item(row)).center());
  };
  click_on(1);
  EXPECT_EQ(state().pin.root, "building");
  EXPECT_TRUE(legend.item(1)->font().bold());
  click_on(1);
  EXPECT_EQ(state().pin.root, "");
  legend.setCurrentRow(2);
  QTest::keyClick(&legend, Qt::Key_Return);
  EXPECT_EQ(state().pin.root, "plant");
}

TEST_F(DistributionViewTest, SideBySideModelsLieAlikeAndShareTheirMarks) {
  put_layouts();
  AnalysisState s;
  s.charts.side_by_side = true;
  open(s);
  ASSERT_EQ(maps().size(), 3u);
  EXPECT_THAT(title(), HasSubstr("3 models, aligned to alexnet"));
  EXPECT_THAT(offer().text().toStdString(), HasSubstr("cannot be laid out for vgg16"));
  const auto &one = *maps()[0]->chart(), &two = *maps()[1]->chart();
  for (int cls = 0; cls < 6; ++cls) {
    EXPECT_NEAR(one.position_of(cls).x(), two.position_of(cls).x(), 2) << cls;
    EXPECT_NEAR(one.position_of(cls).y(), two.position_of(cls).y(), 2) << cls;
  }
  hover(*maps()[1]->chart(), two.position_of(5));
  EXPECT_EQ(one.focus_item(), 5);
  QTest::mouseClick(maps()[1]->findChild<QToolButton*>(), Qt::LeftButton);
  EXPECT_EQ(state().pin.model, "resnet18");
  send(select_models({"alexnet"}));
  EXPECT_EQ(maps().size(), 2u) << "the selected one and the pinned one";
  auto* toggle = view().findChildren<QToolButton*>().at(0);
  for (auto* b : view().findChildren<QToolButton*>())
    if (b->isCheckable()) toggle = b;
  toggle->click();
  EXPECT_FALSE(state().charts.side_by_side);
  EXPECT_EQ(maps().size(), 1u);
}

TEST_F(DistributionViewTest, ALayoutThatIsMissingIsComputed) {
  auto db = small.open();
  add_class_sums(db);
  open();
  ASSERT_TRUE(offer().isVisible());
  EXPECT_THAT(offer().text().toStdString(), HasSubstr("no layout of the classes for alexnet"));
  EXPECT_THAT(maps(), IsEmpty());
  QTest::mouseClick(button("Compute layouts"), Qt::LeftButton);
  EXPECT_FALSE(button("Compute layouts")->isVisible());
  ASSERT_TRUE(wait_until([this] { return window.idle() && !maps().empty() && !offer().isVisible(); }));
  EXPECT_EQ(chart().item_count(), 6);
  for (const int64_t model : {1, 2, 3})
    EXPECT_EQ(storage::LayoutRepository(db).of(1, model, "fp32").size(), 1u) << model;
}

TEST_F(DistributionViewTest, ALayoutGoesWhenPredictionsChange) {
  {
    auto db = small.open();
    add_class_sums(db);
  }
  put_layouts();
  open();
  EXPECT_FALSE(maps().empty());
  {
    auto db = small.open();
    add_class_sums(db);  // the images count twice now
  }
  EXPECT_TRUE(wait_until([this] { return maps().empty() && button("Compute layouts")->isVisible(); }));
}

TEST_F(DistributionViewTest, WhatCannotBeComputedSaysWhy) {
  open();
  EXPECT_TRUE(offer().isVisible());
  EXPECT_THAT(offer().text().toStdString(), HasSubstr("confidences that a run sums up"));
  EXPECT_FALSE(button("Compute layouts")->isVisible());
}

}  // namespace
}  // namespace vantage::viewer
