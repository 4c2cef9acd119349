// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/task_rows.hpp"

#include <gmock/gmock.h>

#include <algorithm>
#include <cmath>

#include "host/viewer/query/method_examples.hpp"
#include "host/viewer/query/method_match.hpp"
#include "host/viewer/query/row_order.hpp"
#include "host/viewer/testing/explained_database.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::IsEmpty;

class TaskRowsTest : public ::testing::Test {
 protected:
  TaskRows read(const AnalysisState& state) {
    auto db = explained.open();
    TaskRows rows;
    rows.catalogue = load_catalogue(db, state.source);
    rows.question = task_question(state, *rows.catalogue);
    while (!rows.question.empty() && (rows.rows.empty() || !rows.complete())) read_rows(db, rows, 1);
    return rows;
  }
  // "alexnet 0" for its row of the image at position 0.
  static std::vector<std::string> names(const TaskRows& rows) {
    std::vector<std::string> all;
    for (const auto& row : rows.rows)
      all.push_back(rows.catalogue->models[row.model].name + " " +
                    std::to_string(rows.image_of(row).position));
    return all;
  }
  static std::vector<std::string> names(const TaskRows& rows, const std::vector<uint32_t>& order) {
    const auto all = names(rows);
    std::vector<std::string> some;
    for (const uint32_t at : order) some.push_back(all[at]);
    return some;
  }
  AnalysisState two_tenches() {
    AnalysisState s;
    s.selection.classes = {0};
    s.request.images = 2;
    return s;
  }
  const ExplainedDatabase explained;
};

TEST_F(TaskRowsTest, AllModelsOnTheFirstImagesOfAClass) {
  EXPECT_THAT(names(read(two_tenches())),
              ElementsAre("alexnet 0", "resnet18 0", "vgg16 0", "alexnet 1", "resnet18 1", "vgg16 1"));
}

TEST_F(TaskRowsTest, ChosenModelsInTheirOrderOnChosenImages) {
  auto s = two_tenches();
  s.selection.models = {"vgg16", "alexnet"};
  s.selection.images = {9, 2};
  normalise(s);
  EXPECT_THAT(names(read(s)), ElementsAre("vgg16 2", "alexnet 2", "vgg16 9", "alexnet 9"));
}

TEST_F(TaskRowsTest, WithoutASelectedClassThePinnedOne) {
  AnalysisState s;
  s.selection.models = {"vgg16"};
  s.pin.cls = 5;
  EXPECT_THAT(names(read(s)), ElementsAre("vgg16 20", "vgg16 21", "vgg16 22", "vgg16 23"));
}

TEST_F(TaskRowsTest, OneModelOverSeveralClasses) {
  auto s = two_tenches();
  s.workflow.task = Task::across_classes;
  s.selection.classes = {1, 4};
  s.pin.model = "resnet18";
  EXPECT_THAT(names(read(s)), ElementsAre("resnet18 4", "resnet18 5", "resnet18 16", "resnet18 17"));
  s.selection.models = {"alexnet", "vgg16"};
  EXPECT_EQ(names(read(s)).front(), "alexnet 4") << "the first selected model comes before the pinned one";
}

TEST_F(TaskRowsTest, OneModelNeedsAModel) {
  auto s = two_tenches();
  s.workflow.task = Task::within_class;
  EXPECT_TRUE(task_question(s, *read(s).catalogue).empty());
  s.pin.model = "vgg16";
  EXPECT_THAT(names(read(s)), ElementsAre("vgg16 0", "vgg16 1"));
}

// alexnet has 1 of 4 tenches and 12 of 24 images right; the second tench it takes for a hen with 0.7.
TEST_F(TaskRowsTest, SayWhatTheModelSaid) {
  const TaskRows rows = read(two_tenches());
  const auto& first = rows.rows[0];
  EXPECT_EQ(first.predicted, 0);
  EXPECT_EQ(rows.rows[3].predicted, 1);
  EXPECT_FLOAT_EQ(rows.rows[3].confidence, 0.7f);
  EXPECT_EQ(rows.model_accuracy(first), 0.5f);
  EXPECT_EQ(rows.class_accuracy(first), 0.25f);
  EXPECT_EQ(rows.class_name(1), "hen");
}

TEST_F(TaskRowsTest, MapsAreThoseOfTheRequest) {
  auto s = two_tenches();
  TaskRows rows = read(s);
  EXPECT_EQ(rows.method, "grad-cam") << "the first that the database has";
  EXPECT_EQ(rows.explained, 6u);
  s.request.methods = {{"score-cam", {}}, {"grad-cam", {}}};
  rows = read(s);
  EXPECT_EQ(rows.explained, 1u);
  EXPECT_NE(rows.rows[0].explanation, 0);
  s.request.methods = {{"grad-cam", {{"relu", "false"}}}};
  EXPECT_EQ(read(s).explained, 0u) << "other parameters are another method";
  s.request.methods = {};
  s.request.profile = "captum";
  EXPECT_EQ(read(s).explained, 0u);
  s.request.profile = "paper";
  s.request.target = "predicted";  // alexnet's second tench is a hen to it, and no map explains that
  rows = read(s);
  EXPECT_EQ(rows.rows[0].explained, 0);
  EXPECT_EQ(rows.rows[3].explanation, 0);
  s.request.target = "0";
  EXPECT_EQ(read(s).explained, 6u);
  s.selection.classes = {1};
  EXPECT_EQ(read(s).explained, 0u);
}

TEST_F(TaskRowsTest, SortByNamesAndNumbers) {
  const TaskRows rows = read(two_tenches());
  Table t;
  EXPECT_EQ(names(rows, row_order(rows, t, {})), names(rows));
  t.sort = "class_accuracy";  // alexnet 1/4, vgg16 2/4, resnet18 4/4
  EXPECT_THAT(names(rows, row_order(rows, t, {})),
              ElementsAre("alexnet 0", "alexnet 1", "vgg16 0", "vgg16 1", "resnet18 0", "resnet18 1"));
  t.descending = true;
  EXPECT_THAT(names(rows, row_order(rows, t, {})),
              ElementsAre("resnet18 0", "resnet18 1", "vgg16 0", "vgg16 1", "alexnet 0", "alexnet 1"));
  t.sort = "predicted";  // "hen" before "tench"
  t.descending = false;
  EXPECT_EQ(names(rows, row_order(rows, t, {})).front(), "alexnet 1");
}

TEST_F(TaskRowsTest, WhatHasNoAreaComesLastInEitherDirection) {
  const TaskRows rows = read(two_tenches());
  const std::vector<float> areas = {0.5f, NAN, 0.75f, 0.0f, 0.25f, NAN};
  Table t;
  t.sort = "overlay";
  EXPECT_TRUE(needs_areas(t));
  EXPECT_THAT(row_order(rows, t, areas), ElementsAre(3, 4, 0, 2, 1, 5));
  t.descending = true;
  EXPECT_THAT(row_order(rows, t, areas), ElementsAre(2, 0, 4, 3, 1, 5));
  t.ranges = {{"area", 0.25, 0.5}};
  EXPECT_THAT(row_order(rows, t, areas), ElementsAre(0, 4)) << "both ends are included";
}

TEST_F(TaskRowsTest, FiltersByTextAndRanges) {
  const TaskRows rows = read(two_tenches());
  Table t;
  t.text = "NET";
  EXPECT_THAT(names(rows, row_order(rows, t, {})),
              ElementsAre("alexnet 0", "resnet18 0", "alexnet 1", "resnet18 1"));
  t.text = "image1.png";
  EXPECT_THAT(names(rows, row_order(rows, t, {})), ElementsAre("alexnet 1", "resnet18 1", "vgg16 1"));
  t.text = "hen";
  EXPECT_THAT(names(rows, row_order(rows, t, {})), ElementsAre("alexnet 1"));
  t.text = "";
  t.ranges = {{"class_accuracy", 0.25, 0.5}, {"model_accuracy", 0.6, {}}};  // vgg16: 2/4 and 15/24
  EXPECT_THAT(names(rows, row_order(rows, t, {})), ElementsAre("vgg16 0", "vgg16 1"));
  t.ranges = {{"confidence", {}, 0.69}};
  EXPECT_THAT(row_order(rows, t, {}), IsEmpty());
  t.ranges = {{"no such column", 5, 6}};
  EXPECT_EQ(row_order(rows, t, {}).size(), 6u) << "of another version: shown, not guessed at";
}

TEST_F(TaskRowsTest, ExamplesAreOfTheImageWithMostMethods) {
  auto db = explained.open();
  const auto c = load_catalogue(db, {});
  const MethodExamples e = method_examples(db, *c, c->model_index("vgg16"));
  EXPECT_EQ(e.model, c->model_index("alexnet")) << "the only one with both methods";
  EXPECT_EQ(e.path, explained.picture(0).string());
  ASSERT_EQ(e.examples.size(), 2u);
  EXPECT_EQ(e.examples[1].method, "score-cam");
}

TEST(MethodMatch, AsksForIdProfileParametersAndLayer) {
  const storage::Method m{{"cam", "1.0", "relu=true,samples=25", "paper", "layer4"}, 1};
  EXPECT_TRUE(matches(m, {"cam", {}}, "paper", "", "layer4"));
  EXPECT_FALSE(matches(m, {"cam", {}}, "paper", "", "layer3")) << "another default";
  EXPECT_TRUE(matches(m, {"cam", {}}, "paper", "layer4", "layer3"));
  EXPECT_TRUE(matches(m, {"cam", {{"samples", "25"}}}, "paper", "", "layer4"));
  EXPECT_FALSE(matches(m, {"cam", {{"samples", "2"}}}, "paper", "", "layer4"));
  EXPECT_FALSE(matches(m, {"cam", {}}, "captum", "", "layer4"));
}

// 13 models on 50,000 images: sorted as std::stable_sort does it.
TEST(RowOrder, OfAWholeDataSet) {
  auto catalogue = std::make_shared<Catalogue>();
  for (int m = 0; m < 13; ++m)
    catalogue->models.push_back({m + 1, "net" + std::to_string(m), "", 0, 0, 0, {}});
  catalogue->classes.push_back({0, "tench", "tench", 0, 0});
  catalogue->counts.resize(13);
  TaskRows rows;
  rows.catalogue = catalogue;
  rows.index_catalogue();
  uint32_t random = 1;
  for (uint32_t i = 0; i < 50000; ++i) {
    rows.images.push_back({i, i + 1, 0, std::to_string(i) + ".png"});
    for (uint16_t m = 0; m < 13; ++m) {
      random = random * 1664525u + 1013904223u;
      TaskRows::Row row;
      row.image = i;
      row.model = m;
      row.predicted = 0;
      if (random >> 24 != 0) row.confidence = static_cast<float>(random >> 16) / 65536.0f;
      rows.rows.push_back(row);
    }
  }
  Table t;
  t.sort = "confidence";
  t.descending = true;
  t.ranges = {{"confidence", 0.1, {}}};
  const auto order = row_order(rows, t, {});
  std::vector<uint32_t> expected;
  for (uint32_t at = 0; at < rows.rows.size(); ++at)
    if (rows.rows[at].confidence >= 0.1f) expected.push_back(at);
  std::stable_sort(expected.begin(), expected.end(),
                   [&](uint32_t a, uint32_t b) { return rows.rows[a].confidence > rows.rows[b].confidence; });
  EXPECT_GT(order.size(), 500000u);
  EXPECT_EQ(order, expected);
}

}  // namespace
}  // namespace vantage::viewer
