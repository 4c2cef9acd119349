// SPDX-License-Identifier: GPL-3.0-or-later
// The window with view A as its user meets it.
#include "host/viewer/views/shell/main_window.hpp"

#include <gmock/gmock.h>

#include <QtTest/QTest>
#include <QtWidgets/QAbstractButton>
#include <QtWidgets/QComboBox>
#include <QtWidgets/QDockWidget>
#include <QtWidgets/QLabel>
#include <fstream>
#include <set>

#include "core/files.hpp"
#include "host/viewer/charts/radar_chart.hpp"
#include "host/viewer/charts/ranked_bars.hpp"
#include "host/viewer/charts/scatter_chart.hpp"
#include "host/viewer/export/export_png.hpp"
#include "host/viewer/testing/mouse.hpp"
#include "host/viewer/testing/small_database.hpp"
#include "host/viewer/testing/wait.hpp"
#include "host/viewer/views/overall/model_legend.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::HasSubstr;

class MainWindowTest : public ::testing::Test {
 protected:
  void open(AnalysisState state = {}) {
    window.resize(1200, 800);
    window.show();
    window.open(small.file(), std::move(state));
    ASSERT_TRUE(wait_until([this] { return window.idle(); }));
    QApplication::processEvents();
  }
  template <typename T>
  T& find(int index = 0) {
    return *window.findChildren<T*>().at(index);
  }
  StateStore& store() { return window.workbench()->store(); }
  const AnalysisState& state() { return store().state(); }
  QAction* action(const QString& text) {
    for (QAction* a : window.findChildren<QAction*>())
      if (a->text().remove('&').startsWith(text)) return a;
    ADD_FAILURE() << "there is no action " << text.toStdString();
    return nullptr;
  }

  const SmallDatabase small;
  MainWindow window;
};

TEST_F(MainWindowTest, WithoutAFileItSaysWhatToDo) {
  window.show();
  const QLabel* page = qobject_cast<QLabel*>(window.centralWidget());
  EXPECT_TRUE(page->isVisible());
  EXPECT_THAT(page->text().toStdString(), HasSubstr("Ctrl+O"));
  EXPECT_FALSE(action("Save session")->isEnabled());
}

TEST_F(MainWindowTest, AFileWithoutResultsSaysWhatToDo) {
  const vantage::testing::TemporaryFolder folder;
  storage::Database::create_or_open(folder / "empty.db");
  window.show();
  window.open(folder / "empty.db");
  ASSERT_TRUE(wait_until([this] { return window.idle(); }));
  EXPECT_THAT(qobject_cast<QLabel*>(window.centralWidget())->text().toStdString(),
              HasSubstr("vantage dataset add"));
  EXPECT_FALSE(window.open_views().front().dock->isVisible());
}

TEST_F(MainWindowTest, AFileThatIsNoDatabaseIsOneLine) {
  const vantage::testing::TemporaryFolder folder;
  std::ofstream(folder / "notes.db") << "shopping list\n";
  window.open(folder / "notes.db");
  ASSERT_TRUE(wait_until([this] { return !window.error().isEmpty(); }));
  EXPECT_THAT(window.error().toStdString(), HasSubstr("is no SQLite database"));
}

TEST_F(MainWindowTest, AClickOnAModelPinsItEverywhere) {
  open();
  auto& scatter = find<ScatterChart>();
  ASSERT_EQ(scatter.item_count(), 3);
  click(scatter, scatter.position_of(1));
  EXPECT_EQ(state().pin.model, "resnet18");
  EXPECT_EQ(find<RankedBars>(0).item_text(0).section('\n', 2, 2).left(8), "resnet18");
  EXPECT_EQ(action("Undo")->text(), "&Undo: pin resnet18");
  action("Undo")->trigger();
  EXPECT_EQ(state().pin.model, "");
  EXPECT_THAT(find<RankedBars>(0).item_text(0).toStdString(), HasSubstr("mean over models"));
}

TEST_F(MainWindowTest, ACornerOfTheRadarPinsModelAndRoot) {
  open();
  auto& radar = find<RadarChart>();
  click(radar, radar.position_of(0 * 3 + 1));  // alexnet on buildings
  EXPECT_EQ(state().pin, (Pin{"alexnet", "building", -1}));
  click(radar, radar.position_of(3 * 3 + 2));  // the name of the third spoke
  EXPECT_EQ(state().pin, (Pin{"alexnet", "plant", -1}));
  auto& bars = find<RankedBars>(1);
  ASSERT_EQ(bars.item_count(), 2);
  click(bars, bars.position_of(1));
  EXPECT_EQ(state().pin.cls, 5);
  QTest::keyClick(&window, Qt::Key_Escape);
  EXPECT_EQ(state().pin, Pin());
}

TEST_F(MainWindowTest, RootBarsLeadToTheirClasses) {
  open();
  auto& bars = find<RankedBars>(1);
  ASSERT_EQ(bars.item_count(), 3);
  click(bars, bars.position_of(2));
  EXPECT_EQ(state().pin.root, "plant");
  EXPECT_EQ(bars.item_count(), 2);
}

TEST_F(MainWindowTest, FocusIsSharedByAllCharts) {
  open();
  auto& radar = find<RadarChart>();
  hover(radar, radar.position_of(2 * 3 + 1));  // vgg16 on buildings
  EXPECT_EQ(state().focus.model, "vgg16");
  EXPECT_EQ(state().focus.root, "building");
  EXPECT_EQ(find<ScatterChart>().focus_item(), 2);
  EXPECT_TRUE(store().undo_name().isEmpty()) << "looking is no step";
  auto& bars = find<RankedBars>(0);
  hover(bars, bars.position_of(0));
  EXPECT_EQ(state().focus.cls, 1);  // hen
  EXPECT_EQ(find<ScatterChart>().focus_item(), -1);
}

TEST_F(MainWindowTest, TheLegendSwitchesLines) {
  open();
  auto& legend = find<ModelLegend>();
  ASSERT_EQ(legend.count(), 3);
  legend.item(1)->setCheckState(Qt::Unchecked);
  EXPECT_EQ(state().charts.hidden_models, (std::vector<std::string>{"resnet18"}));
  EXPECT_EQ(find<RadarChart>().table().rows.size(), 2u);
  store().undo();
  EXPECT_EQ(legend.item(1)->checkState(), Qt::Checked);
  QTest::mouseClick(legend.viewport(), Qt::LeftButton, {}, legend.visualItemRect(legend.item(2)).center());
  EXPECT_EQ(state().pin.model, "vgg16");
}

TEST_F(MainWindowTest, ZoomIsPartOfTheState) {
  open();
  auto& scatter = find<ScatterChart>();
  turn_wheel(scatter, {200, 100}, 1);
  turn_wheel(scatter, {200, 100}, 1);
  EXPECT_TRUE(state().charts.zooms.contains("A1"));
  store().undo();
  EXPECT_FALSE(state().charts.zooms.contains("A1")) << "turning the wheel is one step";
  find<QComboBox>().setCurrentIndex(1);
  emit find<QComboBox>().activated(1);
  EXPECT_EQ(state().charts.complexity, Complexity::macs);
}

TEST_F(MainWindowTest, WhatARunWritesAppears) {
  open();
  auto db = small.open();
  storage::Model m = storage::ModelRepository(db).all().front();
  m.name = "newcomer";
  m.weights_sha256 = std::string(64, 'e');
  const auto id = storage::ModelRepository(db).upsert(m);
  storage::DatasetRepository datasets(db);
  const auto entry = datasets.of_class(datasets.find("small")->id, 0).front();
  const auto prediction =
      storage::PredictionRepository(db).put({0, 1, id, entry.image, "fp32", 0, {{0, 0.9}}});
  ASSERT_TRUE(storage::LabelRepository(db).put({entry.id, prediction, 0.9, 1}));
  storage::AccuracyRepository(db).refresh(datasets.find("small")->id);
  EXPECT_TRUE(wait_until([this] { return find<ScatterChart>().item_count() == 4; }));
}

TEST_F(MainWindowTest, EverythingThatTakesTheKeyboardHasAName) {
  open();
  std::set<std::string> nameless;
  for (const QWidget* w : window.findChildren<QWidget*>()) {
    const bool reachable = (w->focusPolicy() & Qt::TabFocus) && !w->focusProxy() && w->isVisible();
    const auto* button = qobject_cast<const QAbstractButton*>(w);
    if (reachable && w->accessibleName().isEmpty() && !(button && button->text().size() > 3))
      nameless.insert(std::string(w->metaObject()->className()) + " " + w->objectName().toStdString());
  }
  EXPECT_THAT(nameless, ::testing::IsEmpty());
}

TEST_F(MainWindowTest, ShortcutsAreUnique) {
  open();
  std::set<std::string> seen;
  for (const QAction* a : window.findChildren<QAction*>()) {
    const std::string keys = a->shortcut().toString().toStdString();
    EXPECT_TRUE(keys.empty() || seen.insert(keys).second) << keys;
  }
  EXPECT_GE(seen.size(), 9u);
}

TEST_F(MainWindowTest, AThemeChangesEveryGround) {
  AnalysisState dark;
  dark.look.theme = Theme::dark;
  open(dark);
  const QImage image = window.grab().toImage();
  EXPECT_LT(image.pixelColor(5, image.height() - 5).lightness(), 60);
  store().apply(set_theme(Theme::light));
  EXPECT_TRUE(wait_until(
      [&] { return window.grab().toImage().pixelColor(5, image.height() - 5).lightness() > 200; }));
}

TEST_F(MainWindowTest, PicturesAreTheSameBytesEachTime) {
  AnalysisState s;
  s.pin = {"vgg16", "plant", 5};
  open(s);
  const vantage::testing::TemporaryFolder folder;
  const auto arrange = [](MainWindow& w) {
    w.reset_layout();
    QApplication::processEvents();
    ASSERT_TRUE(wait_until([&] { return w.idle(); }));
  };
  arrange(window);
  EXPECT_EQ(export_png(window, folder / "1"), 4u) << "the window, A, B and E";
  MainWindow again;
  again.resize(1200, 800);
  again.show();
  again.open(small.file(), s);
  ASSERT_TRUE(wait_until([&] { return again.idle(); }));
  arrange(again);
  export_png(again, folder / "2");
  for (const char* name : {"A.png", "window.png"})
    EXPECT_EQ(core::sha256_file(folder.path() / "1" / name), core::sha256_file(folder.path() / "2" / name))
        << name;
}

TEST_F(MainWindowTest, AnotherFileTakesItsPlace) {
  open();
  store().apply(pin_model("vgg16"));
  const SmallDatabase other;
  window.open(other.file());
  ASSERT_TRUE(wait_until([this] { return window.idle(); }));
  EXPECT_EQ(state().pin.model, "");
  EXPECT_EQ(find<ScatterChart>().item_count(), 3);
  window.close_database();
  EXPECT_TRUE(window.open_views().empty());
}

TEST_F(MainWindowTest, SessionsAreTakenUp) {
  const vantage::testing::TemporaryFolder folder;
  AnalysisState s;
  s.pin.model = "alexnet";
  save_session(folder / "s.json", {small.file(), s});
  window.open_session(folder / "s.json");
  ASSERT_TRUE(wait_until([this] { return window.workbench() && window.idle(); }));
  EXPECT_EQ(state(), s);
  window.open_session(folder / "missing.json");
  EXPECT_THAT(window.error().toStdString(), HasSubstr("missing.json"));
}

}  // namespace
}  // namespace vantage::viewer
