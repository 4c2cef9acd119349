// SPDX-License-Identifier: GPL-3.0-or-later
// View E as its user meets it.
#include <gmock/gmock.h>

#include <QtTest/QTest>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QTableView>

#include "host/viewer/charts/heat_map.hpp"
#include "host/viewer/charts/ranked_bars.hpp"
#include "host/viewer/charts/scatter_chart.hpp"
#include "host/viewer/testing/mouse.hpp"
#include "host/viewer/testing/small_database.hpp"
#include "host/viewer/testing/small_maps.hpp"
#include "host/viewer/testing/wait.hpp"
#include "host/viewer/views/chart_panel.hpp"
#include "host/viewer/views/shell/workbench.hpp"
#include "host/viewer/views/supplement/pair_dialog.hpp"
#include "host/viewer/views/supplement/picture_pane.hpp"
#include "host/viewer/views/supplement/supplement_view.hpp"

namespace vantage::viewer {
namespace {

using ::testing::HasSubstr;

// The view alone, with all that a window gives it.
class SupplementViewTest : public ::testing::Test {
 protected:
  void open(const AnalysisState& state = {}) {
    bench = std::make_unique<Workbench>(small.file(), state);
    view = std::make_unique<SupplementView>(bench->context());
    QObject::connect(bench.get(), &Workbench::catalogue_changed, view.get(),
                     [this] { view->show_catalogue(bench->catalogue()); });
    QObject::connect(&store(), &StateStore::changed, view.get(),
                     [this](const AnalysisState&, Parts parts) { view->show_state(parts); });
    show(*view, {1200, 420});
    settle();
  }
  void settle() {
    ASSERT_TRUE(wait_until([this] { return bench->catalogue() && bench->idle(); }));
    QApplication::processEvents();
  }
  // Comparing all three models on tench by Grad-CAM.
  static AnalysisState comparing() {
    AnalysisState s;
    s.workflow = {Phase::investigation, Task::compare_models};
    s.selection.models = {"resnet18", "alexnet", "vgg16"};
    s.selection.classes = {0};
    s.request.methods = {{"grad-cam", {}}};
    return s;
  }
  ChartPanel& panel(const QString& id) {
    for (auto* p : view->findChildren<ChartPanel*>())
      if (p->id() == id) return *p;
    throw std::logic_error("no panel " + id.toStdString());
  }
  template <typename T>
  T& in(const QString& id) {
    return *panel(id).findChild<T*>();
  }
  StateStore& store() { return bench->store(); }
  const AnalysisState& state() { return store().state(); }

  const SmallDatabase small;
  std::unique_ptr<Workbench> bench;
  std::unique_ptr<SupplementView> view;  // ends first
};

TEST_F(SupplementViewTest, ABarSelectsItsClass) {
  open();
  auto& bars = in<RankedBars>("E1");
  ASSERT_EQ(bars.item_count(), 6);
  hover(bars, bars.position_of(1));
  EXPECT_EQ(state().focus.cls, 0);
  EXPECT_EQ(in<RankedBars>("E2").focus_item(), 4) << "tench is looked at in both";
  click(bars, bars.position_of(0));
  EXPECT_EQ(state().selection.classes, std::vector<int>{3});  // castle
  EXPECT_EQ(state().pin.cls, 3);
}

TEST_F(SupplementViewTest, WhatIsShownFollowsPhaseAndTask) {
  open();
  const auto shown = [this] {
    std::string ids;
    for (const char* id : {"E1", "E2", "E3", "E4", "E5"})
      if (panel(id).isVisible()) ids += id;
    return ids;
  };
  EXPECT_EQ(shown(), "E1E2");
  store().apply(go_to(Phase::investigation));
  EXPECT_EQ(shown(), "E3E4E5");
  store().apply(choose_task(Task::across_classes));
  EXPECT_EQ(shown(), "E5");
  store().undo();
  EXPECT_EQ(shown(), "E3E4E5");
  settle();
}

TEST_F(SupplementViewTest, TheMatrixOfAnImage) {
  auto db = small.open();
  add_small_maps(db);
  open(comparing());
  const Matrix& m = in<HeatMap>("E4").matrix();
  ASSERT_EQ(m.rows, (QStringList{"resnet18", "alexnet", "vgg16"}));
  EXPECT_NEAR(m.at(0, 1), 0.75, 1e-6);
  EXPECT_EQ(m.at(1, 2), 0);
  EXPECT_THAT(panel("E4").title().toStdString(), HasSubstr("grad-cam by l1, this image"));
  EXPECT_THAT(panel("E3").title().toStdString(), HasSubstr("Image 0, tench"));
  EXPECT_THAT(in<PicturePane>("E3").message().toStdString(), HasSubstr("image0.png"));
  store().apply(select_images({5}));
  settle();
  EXPECT_TRUE(in<HeatMap>("E4").matrix().rows.isEmpty()) << "there are no maps of image 5";
}

TEST_F(SupplementViewTest, ACellOpensItsPair) {
  auto db = small.open();
  add_small_maps(db);
  open(comparing());
  auto& table = in<QTableView>("E4");
  const auto cell = table.model()->index(0, 2);
  QTest::mouseClick(table.viewport(), Qt::LeftButton, {}, table.visualRect(cell).center());
  auto* dialog = view->findChild<PairDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->windowTitle(), "resnet18 and vgg16");
  const auto pictures = dialog->findChildren<PicturePane*>();
  ASSERT_EQ(pictures.size(), 3);
  EXPECT_EQ(pictures[2]->accessibleName(), "resnet18 minus vgg16");
  const QImage d = pictures[2]->image();  // resnet18 looks left
  EXPECT_GT(qRed(d.pixel(0, 0)), qBlue(d.pixel(0, 0)));
  EXPECT_LT(qRed(d.pixel(d.width() - 1, 0)), qBlue(d.pixel(d.width() - 1, 0)));
  EXPECT_THAT(dialog->findChildren<QLabel*>()[1]->text().toStdString(), HasSubstr("l1 on this image: 0.75"));
  dialog->close();
  QApplication::sendPostedEvents(dialog, QEvent::DeferredDelete);
  EXPECT_EQ(view->findChild<PairDialog*>(), nullptr);

  table.setFocus();
  table.setCurrentIndex(table.model()->index(1, 0));
  QTest::keyClick(&table, Qt::Key_Return);
  dialog = view->findChild<PairDialog*>();
  ASSERT_NE(dialog, nullptr);
  EXPECT_EQ(dialog->windowTitle(), "alexnet and resnet18");
}

TEST_F(SupplementViewTest, TheMatrixOfAClassIsReadOrComputed) {
  auto db = small.open();
  add_small_maps(db);
  add_small_similarities(db);
  AnalysisState s = comparing();
  s.charts.scope = Scope::cls;
  open(s);
  const auto& cells = in<HeatMap>("E4");
  // alexnet and vgg16 are nearest; resnet18 is nearer to vgg16.
  EXPECT_EQ(cells.matrix().rows, (QStringList{"resnet18", "vgg16", "alexnet"}));
  EXPECT_EQ(cells.matrix().at(0, 1), 0.4);
  EXPECT_THAT(panel("E4").title().toStdString(), HasSubstr("mean over tench (3 to 4 images)"));

  emit in<QComboBox>("E4").activated(2);
  settle();
  EXPECT_EQ(state().charts.scope, Scope::dataset);
  EXPECT_TRUE(cells.matrix().rows.isEmpty());
  auto& compute = in<QPushButton>("E4");
  ASSERT_TRUE(compute.isVisible());
  QTest::mouseClick(&compute, Qt::LeftButton);
  ASSERT_TRUE(wait_until([&] { return cells.matrix().rows.size() == 3; }));
  EXPECT_NEAR(cells.matrix().at(0, 1), 0.75, 1e-6);
  settle();
}

// D showed the maps of a method that the database has, and E4 asked for one to be chosen.
TEST_F(SupplementViewTest, AskedForAMethodWhereDShowedOne) {
  auto db = small.open();
  add_small_maps(db);
  open(comparing());
  const auto chosen = in<HeatMap>("E4").matrix();
  ASSERT_EQ(chosen.rows.size(), 3);
  store().apply(set_methods({}));
  settle();
  EXPECT_EQ(in<HeatMap>("E4").matrix().rows, chosen.rows);
  EXPECT_EQ(in<HeatMap>("E4").matrix().values, chosen.values);
}

TEST_F(SupplementViewTest, WhatHasToBeChosenIsSaid) {
  AnalysisState s = comparing();
  s.request.methods.clear();
  open(s);
  const auto said = [this] {
    std::string all;
    for (const QLabel* label : panel("E4").findChildren<QLabel*>())
      if (label->isVisible()) all += label->text().toStdString() + "\n";
    return all;
  };
  EXPECT_THAT(said(), HasSubstr("Choose an explanation method in C.")) << "the database has none";
  store().apply(set_methods({{"grad-cam", {}}}));
  store().apply(select_models({"vgg16"}));
  settle();
  EXPECT_THAT(said(), HasSubstr("Choose at least two models in C."));
  store().apply(select_models({}));
  store().apply(set_measure("l2"));
  settle();
  EXPECT_THAT(said(), HasSubstr("no measure is called 'l2'"));
}

TEST_F(SupplementViewTest, AccuraciesOnTheChosenClasses) {
  AnalysisState s = comparing();
  s.workflow.task = Task::within_class;
  s.selection.models = {"vgg16"};
  s.selection.classes = {0, 3};
  open(s);
  auto& chart = in<ScatterChart>("E5");
  ASSERT_EQ(chart.item_count(), 6) << "of all models, not only the chosen one";
  EXPECT_THAT(chart.item_text(5).toStdString(), HasSubstr("vgg16\ncastle\ntop-1 100.0 %"));
  click(chart, chart.position_of(1));
  EXPECT_EQ(state().pin.model, "resnet18");
  EXPECT_EQ(state().pin.cls, 0);
  store().apply(choose_task(Task::compare_models));
  settle();
  EXPECT_EQ(chart.item_count(), 2);
}

}  // namespace
}  // namespace vantage::viewer
