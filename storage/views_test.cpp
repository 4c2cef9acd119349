// SPDX-License-Identifier: Apache-2.0
#include "storage/views.hpp"

#include <gmock/gmock.h>
#include <sqlite3.h>

#include <algorithm>
#include <set>

#include "storage/connection.hpp"
#include "storage/dataset_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::ElementsAre;

// Two models; a knows all five entries, b the first only. Both were explained on picture 3.
class ViewsTest : public StorageTest {
 protected:
  void SetUp() override {
    StorageTest::SetUp();
    db.emplace(open());
    set = small_set(*db);
    run = RunRepository(*db).add(a_run());
    a = ModelRepository(*db).upsert(network("a"));
    b = ModelRepository(*db).upsert(network("b"));
    entries = entries_of(*db, set);
    const std::array<std::array<int, 3>, 5> confidences = {
        {{4, 3, 1}, {2, 5, 1}, {0, 4, 4}, {0, 8, 0}, {5, 3, 0}}};
    for (size_t i = 0; i < 5; ++i) count(*db, run, a, entries[i], confidences[i]);
    count(*db, run, b, entries[0], {0, 0, 8});
    count(*db, run, b, entries[3], {0, 0, 8});
    AccuracyRepository(*db).refresh(set);
    for (const auto& [model, method, cls] :
         {std::tuple{a, "score-cam", 1}, {a, "grad-cam", 2}, {a, "grad-cam", 1}, {b, "grad-cam", 1}})
      maps.push_back(explain(model, method, cls));
  }
  void TearDown() override {
    db.reset();
    StorageTest::TearDown();
  }
  int64_t explain(int64_t model, const char* method, int cls) {
    auto e = grad_cam(*db);
    e.run = run;
    e.model = model;
    e.image = entries[3].image;
    e.method = method;
    e.cls = cls;
    return ExplanationRepository(*db).put(e);
  }

  std::optional<Database> db;
  int64_t set = 0, run = 0, a = 0, b = 0;
  std::vector<DatasetEntry> entries;
  std::vector<int64_t> maps;
};

std::string text(const Counts& c) {
  return std::to_string(c.images) + " " + std::to_string(c.top1) + " " + std::to_string(c.top5) + " " +
         std::to_string(c.probability_sum);
}

TEST_F(ViewsTest, AccuracyOfModels) {
  const auto rows = Views(*db).models(set);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].name + " " + rows[0].precision, "a fp32");
  EXPECT_EQ(rows[0].parameter_count, 11689512);
  EXPECT_EQ(rows[0].macs, 1814073344);
  EXPECT_EQ(text(rows[0]), "5 2 5 2.125000");
  EXPECT_EQ(text(rows[1]), "2 0 2 0.000000");
}

TEST_F(ViewsTest, AccuracyOfRoots) {
  std::vector<std::string> rows;
  for (const auto& r : Views(*db).roots(set))
    rows.push_back(std::to_string(r.model) + r.root + " " + text(r));
  EXPECT_THAT(rows, ElementsAre("1animal 3 1 3 0.750000", "1building 2 1 2 1.375000",
                                "2animal 1 0 1 0.000000", "2building 1 0 1 0.000000"));
}

TEST_F(ViewsTest, ClassesWithTheirSizes) {
  const auto rows = Views(*db).classes(set);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].root + rows[0].label + std::to_string(rows[0].images), "animaltench3");
  EXPECT_EQ(rows[1].wnid + std::to_string(rows[1].images), "n030280792");
}

TEST_F(ViewsTest, ImagesOfAClassPageByPage) {
  const auto first = Views(*db).images(set, 0, {.after = -1, .limit = 2});
  ASSERT_EQ(first.size(), 2u);
  EXPECT_EQ(first[1].path, "/set/p1.jpg");
  const auto second = Views(*db).images(set, 0, {.after = first[1].position, .limit = 2});
  ASSERT_EQ(second.size(), 1u);
  EXPECT_EQ(second[0].path, "/set/p2.jpg");
}

TEST_F(ViewsTest, ResultsOfAClassHaveLabelsAndMaps) {
  const auto rows = Views(*db).results(set, 1);
  ASSERT_EQ(rows.size(), 3u);  // a and b on picture 3, a on picture 4
  EXPECT_EQ(rows[0].entry, entries[3].id);
  EXPECT_EQ(rows[0].model, a);
  EXPECT_EQ(rows[0].label, 1);
  EXPECT_EQ(rows[0].predicted, 1);
  EXPECT_EQ(rows[0].confidence, 1);
  EXPECT_EQ(rows[0].label_rank, 1);
  std::vector<int64_t> ids;
  for (const auto& m : rows[0].maps) ids.push_back(m.explanation);
  EXPECT_THAT(ids, ElementsAre(maps[0], maps[2], maps[1]));  // score-cam has the lower id; then by class
  EXPECT_EQ(rows[0].maps[2].cls, 2);
  EXPECT_EQ(rows[1].model, b);
  EXPECT_EQ(rows[1].predicted, 2);
  EXPECT_EQ(rows[1].label_probability, 0);
  EXPECT_EQ(rows[1].maps.size(), 1u);
  EXPECT_EQ(rows[2].entry, entries[4].id);
  EXPECT_EQ(rows[2].label_rank, 2);
  EXPECT_TRUE(rows[2].maps.empty());
  EXPECT_EQ(Views(*db).results(set, 1, {.after = 3, .limit = 1}).size(), 1u);
}

TEST_F(ViewsTest, ResultsOfAnEntryAlsoWithoutALabel) {
  PredictionRepository(*db).put({0, run, b, entries[1].image, "fp32", 0.5, {{2, 0.5}}});
  const auto rows = Views(*db).results_of(entries[1].id);
  ASSERT_EQ(rows.size(), 2u);
  EXPECT_EQ(rows[0].label_rank, 2);
  EXPECT_FALSE(rows[1].label_rank);
  EXPECT_FALSE(rows[1].label_probability);
}

TEST_F(ViewsTest, ProgressCountsWhatIsThere) {
  const auto progress = Views(*db).progress(set, a);
  ASSERT_EQ(progress.predictions.size(), 1u);
  EXPECT_EQ(progress.predictions[0].entries, 5);
  ASSERT_EQ(progress.maps.size(), 2u);
  EXPECT_EQ(progress.maps[0].maps, 1);
  EXPECT_EQ(progress.maps[1].maps, 2);
  explain(b, "grad-cam", 0);
  EXPECT_EQ(Views(*db).progress(set, b).predictions[0].entries, 2);
  EXPECT_EQ(Views(*db).progress(set, b).maps[0].maps, 2);
}

// Runs everything that a viewer and the runner ask while a trace takes down the SQL, and reads the plans.
TEST_F(ViewsTest, NothingWalksThroughAWholeTable) {
  std::set<std::string> statements;
  auto& sqlite = db->connection().sqlite();
  const auto note = [](unsigned, void* context, void* statement, void*) {
    static_cast<std::set<std::string>*>(context)->insert(sqlite3_sql(static_cast<sqlite3_stmt*>(statement)));
    return 0;
  };
  sqlite3_trace_v2(sqlite.getHandle(), SQLITE_TRACE_STMT, note, &statements);
  Views views(*db);
  views.models(set);
  views.roots(set);
  views.classes(set);
  views.images(set, 0);
  views.results(set, 0);
  views.results_of(entries[0].id);
  views.progress(set, a);
  AccuracyRepository(*db).rows(set, {.model = a, .precision = "fp32", .root = "animal"});
  LayoutRepository(*db).of(set, a, "fp32");
  SimilarityRepository(*db).keys(set);
  SimilarityRepository(*db).matrix({set, 1, "l1", "fp32", 0, "label"});
  LabelRepository(*db).done(set, a, "fp32");
  ExplanationRepository(*db).done(a, {"grad-cam", "1.0", "relu=true", "paper", "layer4.1"}, "fp32", 0);
  DatasetRepository(*db).of_class(set, 0);
  DatasetRepository(*db).size(set);
  FailureRepository(*db).resolve("dog.jpg", "mine", "");
  sqlite3_trace_v2(sqlite.getHandle(), 0, nullptr, nullptr);
  EXPECT_GE(statements.size(), 16u);
  for (const auto& sql : statements) {
    SQLite::Statement plan(sqlite, "EXPLAIN QUERY PLAN " + sql);
    while (plan.executeStep()) {
      const auto step = plan.getColumn(3).getString();
      const bool own_result = step == "SCAN page" || step == "SCAN a" || step.rfind("SCAN (subquery", 0) == 0;
      EXPECT_TRUE(step.rfind("SCAN", 0) != 0 || own_result) << step << "\n" << sql;
      EXPECT_EQ(step.find("AUTOMATIC"), std::string::npos) << step << "\n" << sql;
    }
  }
}

}  // namespace
}  // namespace vantage::storage
