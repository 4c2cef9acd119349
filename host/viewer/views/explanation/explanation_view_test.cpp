// SPDX-License-Identifier: GPL-3.0-or-later
// View D in its window, as its user meets it.
#include "host/viewer/views/explanation/explanation_view.hpp"

#include <gmock/gmock.h>

#include <QtCore/QMimeData>
#include <QtGui/QClipboard>
#include <QtGui/QHelpEvent>
#include <QtTest/QSignalSpy>
#include <QtTest/QTest>
#include <QtWidgets/QApplication>
#include <QtWidgets/QHeaderView>
#include <QtWidgets/QLabel>
#include <QtWidgets/QLineEdit>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QToolTip>
#include <cmath>
#include <fstream>
#include <map>

#include "core/npy.hpp"
#include "host/viewer/testing/explained_database.hpp"
#include "host/viewer/testing/wait.hpp"
#include "host/viewer/views/explanation/large_view.hpp"
#include "host/viewer/views/explanation/method_gallery.hpp"
#include "host/viewer/views/explanation/result_view.hpp"
#include "host/viewer/views/explanation/table_bar.hpp"
#include "host/viewer/views/shell/main_window.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class ExplanationViewTest : public ::testing::Test {
 protected:
  void open(AnalysisState state) {
    window.resize(1600, 1200);
    window.show();
    state.workflow.phase = Phase::investigation;
    window.open(explained.file(), std::move(state));
    settle();
  }
  void settle() {
    for (int i = 0; i < 3; ++i) {  // what is drawn asks for pictures
      ASSERT_TRUE(wait_until([this] { return window.workbench() && window.idle(); }));
      window.grab();
      QApplication::processEvents();
    }
    ASSERT_TRUE(wait_until([this] { return window.idle(); }));
  }
  static AnalysisState tenches() {
    AnalysisState s;
    s.selection.classes = {0};
    s.request.images = 2;
    return s;
  }
  template <typename T>
  T& find(const QString& name = {}) {
    for (T* widget : window.findChild<ExplanationView*>()->findChildren<T*>())
      if (name.isEmpty() || widget->accessibleName() == name) return *widget;
    throw std::runtime_error("there is no such widget");
  }
  ResultView& table() { return find<ResultView>(); }
  StateStore& store() { return window.workbench()->store(); }
  const AnalysisState& state() { return store().state(); }
  QString cell(int row, ResultColumn column) {
    return table().model()->index(row, static_cast<int>(column)).data().toString();
  }
  std::vector<std::string> cells(ResultColumn column) {
    std::vector<std::string> all;
    for (int row = 0; row < table().model()->rowCount(); ++row)
      all.push_back(cell(row, column).toStdString());
    return all;
  }
  QPoint middle(int row, ResultColumn column) {
    return table().visualRect(table().model()->index(row, static_cast<int>(column))).center();
  }
  std::string note() {
    std::string all;
    for (const auto* label : find<TableBar>().findChildren<QWidget*>())
      if (label->isVisible()) all += label->accessibleName().toStdString() + "\n";
    return all;
  }

  const ExplainedDatabase explained;
  MainWindow window;
};

TEST_F(ExplanationViewTest, BeforeATaskEachMethodShowsWhatItDoes) {
  open({});
  auto& list = find<QListWidget>();
  ASSERT_TRUE(list.isVisible());
  ASSERT_EQ(list.count(), 3);
  EXPECT_EQ(list.item(0)->text(), "what alexnet sees");
  EXPECT_EQ(list.item(2)->text(), "score-cam");
  for (int i = 0; i < 3; ++i) EXPECT_FALSE(list.item(i)->icon().isNull()) << i;
  emit list.itemActivated(list.item(2));
  EXPECT_EQ(state().request.methods.front().id, "score-cam");
  store().apply(select_classes({0}));
  settle();
  EXPECT_TRUE(table().isVisible());
}

TEST_F(ExplanationViewTest, ColumnsOfNamesAreAsWideAsTheirNames) {
  open(tenches());
  QFont large;
  large.setPixelSize(30);
  table().setFont(large);
  const int label = static_cast<int>(ResultColumn::label), model = static_cast<int>(ResultColumn::model);
  const auto wanted = [&](ResultColumn column) {
    int widest = 0;
    for (const auto& name : cells(column))
      widest = std::max(widest, table().fontMetrics().horizontalAdvance(QString::fromStdString(name)));
    return widest;
  };
  ASSERT_GT(wanted(ResultColumn::model), table().columnWidth(model));
  table().horizontalHeader()->resizeSection(label, 60);
  store().apply(select_classes({0, 1}));
  settle();
  EXPECT_GT(table().columnWidth(model), wanted(ResultColumn::model));
  EXPECT_EQ(table().columnWidth(label), 60) << "set by hand";
}

TEST_F(ExplanationViewTest, ARowForEachModelOnEachImage) {
  open(tenches());
  EXPECT_THAT(cells(ResultColumn::model),
              ElementsAre("alexnet", "resnet18", "vgg16", "alexnet", "resnet18", "vgg16"));
  EXPECT_THAT(cells(ResultColumn::class_accuracy),
              ElementsAre("25.0 %", "100.0 %", "50.0 %", "25.0 %", "100.0 %", "50.0 %"));
  EXPECT_THAT(cells(ResultColumn::predicted),
              ElementsAre("tench", "tench", "tench", "hen", "tench", "tench"));
  EXPECT_EQ(cell(0, ResultColumn::area), "25.0 %");
  EXPECT_EQ(cell(1, ResultColumn::area), "50.0 %");
  EXPECT_TRUE(table().isColumnHidden(static_cast<int>(ResultColumn::histogram))) << "of several models";
}

TEST_F(ExplanationViewTest, TheThresholdMovesAreasAndIsOneStep) {
  open(tenches());
  auto& slider = find<QSlider>();
  EXPECT_EQ(slider.value(), 50);
  slider.setValue(40);
  slider.setValue(25);
  EXPECT_EQ(state().request.threshold, 0.25);
  settle();
  EXPECT_EQ(cell(0, ResultColumn::area), "31.3 %");  // 70 of 224 columns: 31.25
  EXPECT_EQ(cell(1, ResultColumn::area), "56.3 %");
  store().undo();
  settle();
  EXPECT_EQ(state().request.threshold, 0.5);
  EXPECT_EQ(slider.value(), 50);
  EXPECT_EQ(cell(0, ResultColumn::area), "25.0 %");
}

TEST_F(ExplanationViewTest, AClickOnAHeaderSorts) {
  open(tenches());
  const auto click = [this](ResultColumn column) {
    auto* header = table().horizontalHeader();
    const int section = static_cast<int>(column);
    QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                      QPoint(header->sectionViewportPosition(section) + 20, header->height() / 2));
    settle();
  };
  click(ResultColumn::area);
  EXPECT_EQ(state().table.sort, "area");
  EXPECT_THAT(cells(ResultColumn::model),
              ElementsAre("alexnet", "alexnet", "resnet18", "resnet18", "vgg16", "vgg16"));
  click(ResultColumn::area);
  EXPECT_TRUE(state().table.descending);
  EXPECT_EQ(cell(0, ResultColumn::model), "vgg16");
  EXPECT_EQ(cell(5, ResultColumn::area), "25.0 %") << "of a row that may not be seen, too";
  click(ResultColumn::model);
  EXPECT_FALSE(state().table.descending);
  EXPECT_EQ(cell(5, ResultColumn::model), "vgg16");
}

TEST_F(ExplanationViewTest, FiltersByTextAndRange) {
  open(tenches());
  auto& text = find<QLineEdit>("Filter by text");
  QTest::keyClicks(&text, "net");
  settle();
  EXPECT_EQ(cells(ResultColumn::model).size(), 4u);
  EXPECT_EQ(state().table.text, "net");
  QTest::keyClicks(&find<QLineEdit>("Lowest value, percent"), "60");  // accuracy: resnet18 has 75 %
  settle();
  EXPECT_THAT(cells(ResultColumn::model), ElementsAre("resnet18", "resnet18"));
  for (QPushButton* b : find<TableBar>().findChildren<QPushButton*>())
    if (b->text() == "Clear filters") b->click();
  settle();
  EXPECT_EQ(cells(ResultColumn::model).size(), 6u);
  EXPECT_EQ(text.text(), "");
}

TEST_F(ExplanationViewTest, ColumnsCanBeHidden) {
  open(tenches());
  store().apply(show_column("label", false));
  EXPECT_TRUE(table().isColumnHidden(static_cast<int>(ResultColumn::label)));
  store().undo();
  EXPECT_FALSE(table().isColumnHidden(static_cast<int>(ResultColumn::label)));
}

TEST_F(ExplanationViewTest, ARowIsFocusedAndChosen) {
  open(tenches());
  emit table().entered(table().model()->index(4, 1));
  EXPECT_EQ(state().focus, (Focus{"resnet18", "", 0, 1}));
  QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, middle(4, ResultColumn::model));
  EXPECT_THAT(state().selection.images, ElementsAre(1));
  settle();
  EXPECT_EQ(table().model()->rowCount(), 6) << "what was chosen here leaves the rows as they are";
  EXPECT_THAT(table().chosen_images(), ElementsAre(1));
  store().apply(select_images({0}));
  settle();
  EXPECT_EQ(table().model()->rowCount(), 3) << "what was chosen elsewhere is what the rows are about";
  EXPECT_THAT(table().chosen_images(), ::testing::IsEmpty()) << "a mark on every row says nothing";
}

TEST_F(ExplanationViewTest, OneModelHasTheColoursOfItsRegion) {
  auto s = tenches();
  s.workflow.task = Task::within_class;
  s.pin.model = "resnet18";
  open(s);
  EXPECT_THAT(cells(ResultColumn::model), ElementsAre("resnet18", "resnet18"));
  EXPECT_FALSE(table().isColumnHidden(static_cast<int>(ResultColumn::histogram)));
  // The right half is blue: its histogram has blue above 224 and no red above 8.
  const QImage picture =
      table()
          .viewport()
          ->grab(table().visualRect(table().model()->index(0, static_cast<int>(ResultColumn::histogram))))
          .toImage();
  bool blue = false;
  for (int y = 0; y < picture.height(); ++y)
    for (int x = picture.width() / 2; x < picture.width(); ++x) {
      const QColor c = picture.pixelColor(x, y);
      blue |= c.blue() > c.red() + 80;
    }
  EXPECT_TRUE(blue);
}

TEST_F(ExplanationViewTest, AMovedFileLeavesARowThatSaysWhy) {
  std::filesystem::remove(explained.picture(0));
  open(tenches());
  EXPECT_EQ(table().model()->rowCount(), 6);
  EXPECT_EQ(cell(0, ResultColumn::area), "25.0 %") << "the map is still there";
  const QPoint at = middle(0, ResultColumn::image);
  QHelpEvent help(QEvent::ToolTip, at, table().viewport()->mapToGlobal(at));
  QApplication::sendEvent(table().viewport(), &help);
  EXPECT_THAT(QToolTip::text().toStdString(), HasSubstr("image0.png"));
  QToolTip::hideText();
  EXPECT_TRUE(wait_until([] { return !QToolTip::isVisible(); }));
}

TEST_F(ExplanationViewTest, WithoutMapsItSaysWhereTheyAreMade) {
  auto s = tenches();
  s.request.methods = {{"teaser", {}}};
  open(s);
  EXPECT_EQ(table().model()->rowCount(), 6);
  EXPECT_THAT(note(), HasSubstr("no maps of teaser"));
  EXPECT_THAT(note(), HasSubstr("Run in C"));
}

TEST_F(ExplanationViewTest, RowsAreCopiedAndSaved) {
  open(tenches());
  table().selectRow(1);
  QTest::keyClick(&table(), Qt::Key_C, Qt::ControlModifier);
  settle();
  const QStringList lines = QApplication::clipboard()->text().split('\n');
  ASSERT_EQ(lines.size(), 3);  // names, a row, the end
  EXPECT_EQ(lines[1].section('\t', 1), "0\tresnet18\t0.75\t1\ttench\ttench\t0.7\t0.5\ttench\tgrad-cam");
  const vantage::testing::TemporaryFolder folder;
  window.findChild<ExplanationView*>()->save_csv_to(folder / "rows.csv");
  settle();
  std::ifstream file(folder / "rows.csv");
  std::vector<std::string> saved;
  for (std::string line; std::getline(file, line);) saved.push_back(line);
  ASSERT_EQ(saved.size(), 7u);
  EXPECT_THAT(saved.back(), HasSubstr(",vgg16,0.625,0.5,tench,tench,0.7"));
}

TEST_F(ExplanationViewTest, EnterShowsAllThereIs) {
  open(tenches());
  table().setCurrentIndex(table().model()->index(1, 1));
  QTest::keyClick(&table(), Qt::Key_Return);
  ASSERT_TRUE(wait_until([this] { return window.findChild<LargeView*>() != nullptr; }));
  auto* large = window.findChild<LargeView*>();
  EXPECT_EQ(large->windowTitle(), "resnet18: grad-cam of tench");
  const auto raw = core::read_npy(large->raw_map_npy(), "raw");
  EXPECT_THAT(raw.shape, ElementsAre(1, 4));
  EXPECT_THAT(raw.values, ElementsAre(0, 0, 1, 1));
  EXPECT_EQ(large->overlay().size(), QSize(672, 672));  // three times 224
  std::map<std::string, std::string> facts;
  for (const auto& row : large->facts().rows)
    facts[row[0].toString().toStdString()] = row[1].toString().toStdString();
  EXPECT_EQ(facts["Method"], "grad-cam 1.0");
  EXPECT_EQ(facts["ROI area"], "50.00 % at threshold 0.5");
  EXPECT_EQ(facts["Run"], "2026-11-24T00:42:30Z");
  large->grab();
  delete large;
}

TEST_F(ExplanationViewTest, NewMapsAppear) {
  auto s = tenches();
  s.selection.classes = {1};
  open(s);
  EXPECT_EQ(cell(0, ResultColumn::area), QString(QChar(0x2013)));
  explained.explain(4, "alexnet", "grad-cam");
  ASSERT_TRUE(wait_until([this] {
    window.grab();
    return cell(0, ResultColumn::area) == "25.0 %";
  }));
  settle();
}

}  // namespace
}  // namespace vantage::viewer
