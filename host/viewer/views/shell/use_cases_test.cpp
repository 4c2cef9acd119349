// SPDX-License-Identifier: GPL-3.0-or-later
// The two use cases of VAC-CNN (Xuan et al. 2022, section 5) walked through by hand, on what bundled networks
// make of drawn pictures: expected numbers come from the report and from the stored maps, not from the views.
#include <gmock/gmock.h>

#include <QtWidgets/QLabel>
#include <QtWidgets/QPushButton>
#include <QtWidgets/QRadioButton>
#include <QtWidgets/QSlider>
#include <QtWidgets/QTableView>
#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>

#include "host/viewer/charts/heat_map.hpp"
#include "host/viewer/charts/radar_chart.hpp"
#include "host/viewer/charts/ranked_bars.hpp"
#include "host/viewer/charts/scatter_chart.hpp"
#include "host/viewer/models/result_table.hpp"
#include "host/viewer/query/explained.hpp"
#include "host/viewer/testing/bundled_database.hpp"
#include "host/viewer/testing/mouse.hpp"
#include "host/viewer/testing/walk.hpp"
#include "host/viewer/views/distribution/class_map.hpp"
#include "host/viewer/views/explanation/large_view.hpp"
#include "host/viewer/views/explanation/picture_box.hpp"
#include "host/viewer/views/explanation/result_view.hpp"
#include "host/viewer/views/explanation/row_sorter.hpp"
#include "host/viewer/views/supplement/pair_dialog.hpp"
#include "host/viewer/views/supplement/similarity_data.hpp"
#include "host/viewer/views/task/run_panel.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr double kPixel = 1.0 / (96 * 96);  // of what the networks see

class UseCases : public ::testing::Test {
 protected:
  static void SetUpTestSuite() { base = std::make_unique<BundledDatabase>(); }
  static void TearDownTestSuite() { base.reset(); }

  UseCases() : walk(window) {
    window.resize(1600, 1200);
    window.show();
    window.open(base->file());
    walk.settle();
    start = state();
  }

  const AnalysisState& state() { return window.workbench()->store().state(); }
  const engine::AccuracyReport& report() { return base->report(); }
  std::string class_name(int cls) {
    const Catalogue& c = *window.workbench()->catalogue();
    return c.classes[c.class_index(cls)].name;
  }
  const engine::AccuracyReport::ModelRow& of_model(const QString& name) {
    return *std::find_if(report().models.begin(), report().models.end(),
                         [&](const auto& m) { return m.model.name == name.toStdString(); });
  }
  double class_accuracy(const QString& model, int cls) {
    for (const core::ClassCounts& c : of_model(model).classes)
      if (c.cls == cls) return core::accuracy({&c, 1}).top1;
    return NAN;
  }
  core::Map map_of(const MapPlace& place) {
    auto db = base->open();
    return finished_map_of(find_explanation(db, place), *storage::ModelRepository(db).find(place.model));
  }

  // D
  ResultView& table() {
    return walk.visible<ResultView>("table of results", [](const ResultView&) { return true; });
  }
  const ResultTable& results() { return dynamic_cast<const ResultTable&>(*table().model()); }
  QVariant cell(int row, ResultColumn column, int role = Qt::DisplayRole) {
    return results().index(row, static_cast<int>(column)).data(role);
  }
  double number(int row, ResultColumn column) { return cell(row, column, Qt::EditRole).toDouble(); }
  MapPlace place(int row) { return place_of(results().rows(), results().at(row)); }
  QRect rect(int row, ResultColumn column) {
    return table().visualRect(results().index(row, static_cast<int>(column)));
  }
  // The share of the map that is at least the threshold, counted here.
  double area(const core::Map& map, double threshold) {
    double inside = 0;
    for (const float v : map.values) inside += static_cast<double>(v) >= threshold ? 1 : 0;
    return inside / static_cast<double>(map.values.size());
  }
  void expect_areas(double threshold) {
    for (int row = 0; row < results().rowCount(); ++row)
      EXPECT_NEAR(number(row, ResultColumn::area), area(map_of(place(row)), threshold), kPixel)
          << "row " << row << " at " << threshold;
  }

  static std::unique_ptr<BundledDatabase> base;
  MainWindow window;
  Walk walk;
  AnalysisState start;
};
std::unique_ptr<BundledDatabase> UseCases::base;

double l1(const core::Map& a, const core::Map& b) {
  double sum = 0;
  for (size_t i = 0; i < a.values.size(); ++i) sum += std::abs(double{a.values[i]} - double{b.values[i]});
  return sum / static_cast<double>(a.values.size());
}

TEST_F(UseCases, CompareModelsOnAClass) {
  // Overview: a model, a root class, the class on which models differ most.
  auto& models = walk.in<ScatterChart>("A1");
  ASSERT_EQ(models.item_count(), 3);
  const QString pinned = models.table().rows[1][0].toString();
  click(models, models.position_of(1));
  EXPECT_EQ(state().pin.model, pinned.toStdString());
  EXPECT_THAT(walk.title("A3"),
              HasSubstr("Classes of " + window.workbench()->catalogue()->models[1].short_name));

  auto& radar = walk.in<RadarChart>("A2");
  const int roots = static_cast<int>(window.workbench()->catalogue()->roots.size());
  click(radar, radar.position_of(3 * roots + 2));  // the name of the third spoke
  EXPECT_EQ(state().pin.root, window.workbench()->catalogue()->roots[2]);
  EXPECT_THAT(walk.title("A4"), HasSubstr("Classes of " + state().pin.root));
  EXPECT_EQ(walk.in<RankedBars>("A4").item_count(), 5);

  const auto differing = std::max_element(report().spreads.begin(), report().spreads.end(),
                                          [](const auto& a, const auto& b) { return a.range < b.range; });
  ASSERT_GT(differing->range, 0);
  ScatterChart& map = *walk.visible<ClassMap>("map", [](const ClassMap&) { return true; }).chart();
  const QImage before = map.grab().toImage();
  auto& ranges = walk.in<RankedBars>("E1");
  EXPECT_EQ(walk.panel("E1").table().rows[0][0].toString().toStdString(), class_name(differing->cls));
  EXPECT_EQ(walk.panel("E1").table().rows[0][6].toDouble(), differing->range);
  click(ranges, ranges.position_of(0));
  walk.settle();
  EXPECT_EQ(state().pin.cls, differing->cls);
  EXPECT_THAT(state().selection.classes, ElementsAre(differing->cls));
  EXPECT_NE(map.grab().toImage(), before) << "B marks the class";

  // Task: all three models by Grad-CAM; the third has no maps yet.
  walk.go_to("2 Choose a task");
  walk.press(walk.titled<QRadioButton>("Compare models"));
  for (const char* name : {"mini_alexnet", "mini_resnet10", "mini_resnet34"}) walk.tick("models", name);
  walk.tick("methods", "Grad-CAM");
  EXPECT_EQ(state().selection.models.size(), 3u);
  const auto plan = [this] {
    return walk.visible<RunPanel>("plan", [](const RunPanel&) { return true; }).text().toStdString();
  };
  EXPECT_THAT(plan(), HasSubstr("2 of 6 maps lacking"));
  walk.press(walk.titled<QPushButton>("Run"));
  ASSERT_TRUE(wait_until([this] { return state().workflow.phase == Phase::investigation; }));
  walk.settle();

  // D: a row for each model on each image of the class, with the report's accuracies. New maps come in as
  // soon as the file is seen to have changed.
  ASSERT_EQ(results().rowCount(), 6);
  ASSERT_TRUE(wait_until([this] {
    for (int row = 0; row < 6; ++row)
      if (place(row).explanation == 0) return false;
    return window.idle();
  }));
  walk.settle();
  for (int row = 0; row < 6; ++row) {
    const QString model = cell(row, ResultColumn::model).toString();
    EXPECT_FLOAT_EQ(number(row, ResultColumn::model_accuracy), core::accuracy(of_model(model).classes).top1);
    EXPECT_FLOAT_EQ(number(row, ResultColumn::class_accuracy), class_accuracy(model, differing->cls));
    EXPECT_EQ(cell(row, ResultColumn::label).toString().toStdString(), class_name(differing->cls));
  }
  expect_areas(0.5);
  const int by_class = static_cast<int>(ResultColumn::class_accuracy);
  walk.click_header(table(), by_class);
  for (int row = 1; row < 6; ++row)
    EXPECT_GE(number(row, ResultColumn::class_accuracy), number(row - 1, ResultColumn::class_accuracy));
  EXPECT_EQ(number(0, ResultColumn::class_accuracy), differing->min);
  walk.click_header(table(), by_class);
  EXPECT_EQ(number(0, ResultColumn::class_accuracy), differing->max);
  EXPECT_EQ(number(5, ResultColumn::class_accuracy), differing->min);

  // E: the image of the last row, on which models are as far apart as their maps are.
  QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, rect(5, ResultColumn::model).center());
  walk.settle();
  const int64_t image = results().image_at(5).position;
  EXPECT_THAT(state().selection.images, ElementsAre(image));
  std::map<QString, core::Map> maps;
  for (int row = 0; row < 6; ++row)
    if (results().image_at(row).position == image)
      maps[cell(row, ResultColumn::model).toString()] = map_of(place(row));
  const Matrix matrix = walk.in<HeatMap>("E4").matrix();
  ASSERT_EQ(matrix.rows.size(), 3);
  for (int a = 0; a < 3; ++a) {
    EXPECT_EQ(matrix.at(a, a), 0);
    for (int b = 0; b < 3; ++b) {
      EXPECT_EQ(matrix.at(a, b), matrix.at(b, a));
      // The measure may sum in single precision.
      EXPECT_NEAR(matrix.at(a, b), l1(maps.at("mini_" + matrix.rows[a]), maps.at("mini_" + matrix.rows[b])),
                  1e-6);
    }
  }
  EXPECT_GT(matrix.at(0, 2), 0);
  auto& cells = walk.in<QTableView>("E4");
  QTest::mouseClick(cells.viewport(), Qt::LeftButton, {},
                    cells.visualRect(cells.model()->index(0, 2)).center());
  auto& pair = walk.visible<PairDialog>("pair", [](const PairDialog&) { return true; });
  EXPECT_EQ(pair.windowTitle(), "mini_" + matrix.rows[0] + " and mini_" + matrix.rows[2]);
  std::string said;
  for (const QLabel* label : pair.findChildren<QLabel*>()) said += label->text().toStdString() + "\n";
  EXPECT_THAT(said, HasSubstr("l1 on this image: " + score_text(matrix.at(0, 2)).toStdString()));
  pair.close();
  QApplication::sendPostedEvents(&pair, QEvent::DeferredDelete);

  // Back to where it began.
  EXPECT_GE(walk.undo_all(), 10);
  AnalysisState now = state();
  now.focus = start.focus;
  EXPECT_EQ(now, start);
  EXPECT_THAT(walk.title("A3"), HasSubstr("mean and range over models"));
}

TEST_F(UseCases, OneModelWithinAClass) {
  walk.go_to("2 Choose a task");
  walk.press(walk.titled<QRadioButton>("One model within a class"));
  EXPECT_EQ(state().workflow.task, Task::within_class);
  walk.tick("models", "mini_resnet10");
  const int cls = report().models[0].classes[27].cls;
  walk.tick("classes", QString::fromStdString(class_name(cls)));
  walk.tick("methods", "Grad-CAM");
  EXPECT_THAT(walk.visible<RunPanel>("plan", [](const RunPanel&) { return true; }).text().toStdString(),
              HasSubstr("all 2 maps are there"));
  walk.go_to("3 Investigate and compare");

  // The model's images of the class, each with the colours that it looks at.
  ASSERT_EQ(results().rowCount(), 2);
  EXPECT_NE(results().image_at(0).position, results().image_at(1).position);
  EXPECT_FALSE(table().isColumnHidden(static_cast<int>(ResultColumn::histogram)));
  std::vector<QImage> histograms;
  for (int row = 0; row < 2; ++row) {
    EXPECT_EQ(cell(row, ResultColumn::model).toString(), "mini_resnet10");
    EXPECT_EQ(cell(row, ResultColumn::label).toString().toStdString(), class_name(cls));
    table().scrollTo(results().index(row, static_cast<int>(ResultColumn::histogram)));
    histograms.push_back(table().viewport()->grab(rect(row, ResultColumn::histogram)).toImage());
    auto db = base->open();
    const Explained explained = load_explained(db, place(row));
    const Tile tile = draw_tile(explained.rgb, explained.map, 0.5, Colours::viridis, 96);
    EXPECT_NEAR(static_cast<double>(tile.histogram.pixels) * kPixel, number(row, ResultColumn::area), 1e-6);
    for (const auto& channel : tile.histogram.channels)
      EXPECT_NEAR(std::accumulate(channel.begin(), channel.end(), 0.0), 1, 1e-12);
  }
  EXPECT_NE(histograms[0], histograms[1]);

  // A higher threshold leaves less, a lower one more.
  auto& slider = walk.named<QSlider>("Threshold");
  double before[] = {number(0, ResultColumn::area), number(1, ResultColumn::area)};
  const auto turn = [&](Qt::Key key, int sign) {
    QTest::keyClick(&slider, key);
    walk.settle();
    expect_areas(state().request.threshold);
    for (int row = 0; row < 2; ++row) {
      EXPECT_GE(sign * (number(row, ResultColumn::area) - before[row]), 0);
      before[row] = number(row, ResultColumn::area);
    }
  };
  for (int i = 0; i < 3; ++i) turn(Qt::Key_PageUp, -1);
  EXPECT_DOUBLE_EQ(state().request.threshold, 0.8);
  for (int i = 0; i < 5; ++i) turn(Qt::Key_PageDown, 1);
  EXPECT_DOUBLE_EQ(state().request.threshold, 0.3);
  EXPECT_GT(before[0], 0);

  // A row in large says what the row says.
  const QPoint at = rect(1, ResultColumn::area).center();
  QTest::mouseClick(table().viewport(), Qt::LeftButton, {}, at);
  QTest::mouseDClick(table().viewport(), Qt::LeftButton, {}, at);
  ASSERT_TRUE(wait_until([this] { return window.findChild<LargeView*>() != nullptr; }));
  auto& large = *window.findChild<LargeView*>();
  EXPECT_EQ(large.windowTitle().toStdString(), "mini_resnet10: grad-cam of " + class_name(cls));
  std::map<QString, QString> facts;
  for (const auto& row : large.facts().rows) facts[row[0].toString()] = row[1].toString();
  EXPECT_EQ(facts["ROI area"],
            QString("%1 % at threshold 0.3").arg(100 * area(map_of(place(1)), 0.3), 0, 'f', 2));
  EXPECT_EQ(facts["Photograph"], cell(1, ResultColumn::image, Qt::EditRole).toString());
  if (results().at(1).predicted == cls) {
    EXPECT_NEAR(facts["Its probability"].section(' ', 0, 0).toDouble(),
                100 * number(1, ResultColumn::confidence), 0.01);
  }
  std::string captions;
  for (const auto* w : large.findChildren<QWidget*>())
    if (dynamic_cast<const PictureBox*>(w))
      captions += w->accessibleName().remove(QChar(0x202f)).toStdString() + "\n";
  EXPECT_THAT(captions,
              HasSubstr("ROI colours, " + std::to_string(std::lround(before[1] / kPixel)) + " pixels"));
  delete &large;
}

}  // namespace
}  // namespace vantage::viewer
