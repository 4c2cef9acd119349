// SPDX-License-Identifier: Apache-2.0
// Labelled predictions, class sums and accuracies: what the runner counts. Confidences are eighths, so that
// the expected numbers are exact.
#include <gmock/gmock.h>

#include <algorithm>

#include "storage/blob.hpp"
#include "storage/connection.hpp"
#include "storage/dataset_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Counts : public StorageTest {
 protected:
  void SetUp() override {
    StorageTest::SetUp();
    db.emplace(open());
    set = small_set(*db);
    run = RunRepository(*db).add(a_run());
    model = ModelRepository(*db).upsert(network("a"));
    entries = entries_of(*db, set);
  }
  void TearDown() override {
    db.reset();
    StorageTest::TearDown();
  }
  // What a row says: class images top1 top5 sum.
  std::vector<std::string> accuracies(const AccuracyFilter& filter = {}) {
    std::vector<std::string> rows;
    for (const auto& a : AccuracyRepository(*db).rows(set, filter))
      rows.push_back(std::to_string(a.cls) + ": " + std::to_string(a.images) + " " + std::to_string(a.top1) +
                     " " + std::to_string(a.top5) + " " + std::to_string(a.probability_sum));
    return rows;
  }

  std::optional<Database> db;
  int64_t set = 0, run = 0, model = 0;
  std::vector<DatasetEntry> entries;
};

TEST_F(Counts, SumsAddUpInAnyOrder) {
  count(*db, run, model, entries[0], {4, 3, 1});
  count(*db, run, model, entries[3], {0, 8, 0});
  count(*db, run, model, entries[1], {2, 5, 1});
  EXPECT_EQ(sums_of(*db, set, model), "0: 2 [6 8 2]; 1: 1 [0 8 0]; ");
}

TEST_F(Counts, AnEntryIsCountedOnce) {
  count(*db, run, model, entries[0], {4, 3, 1});
  count(*db, run, model, entries[0], {4, 3, 1});
  EXPECT_EQ(sums_of(*db, set, model), "0: 1 [4 3 1]; ");
}

TEST_F(Counts, WhatIsDoneNeedNotBeComputedAgain) {
  count(*db, run, model, entries[3], {4, 3, 1});
  count(*db, run, model, entries[1], {4, 3, 1});
  // Predicted but not counted: still to do.
  PredictionRepository(*db).put({0, run, model, entries[0].image, "fp32", 0.5, {{0, 0.5}}});
  EXPECT_THAT(LabelRepository(*db).done(set, model, "fp32"), ElementsAre(entries[1].id, entries[3].id));
  EXPECT_TRUE(LabelRepository(*db).done(set, model, "bf16").empty());
  const auto label = LabelRepository(*db).find(entries[3].id, 1);
  ASSERT_TRUE(label);
  EXPECT_EQ(label->probability, 3 / 8.0);
  EXPECT_EQ(label->rank, 2);
}

TEST_F(Counts, AnEntryWithoutALabelIsDoneWhenItIsPredicted) {
  auto unlabelled = entries;
  unlabelled[0].cls = -1;
  DatasetRepository(*db).put({0, "small", "/set", ""}, two_classes(), unlabelled);
  entries = entries_of(*db, set);
  PredictionRepository(*db).put({0, run, model, entries[0].image, "fp32", 0.5, {{0, 0.5}}});
  EXPECT_THAT(LabelRepository(*db).done(set, model, "fp32"), ElementsAre(entries[0].id));
}

// Labels: 0 0 0 1 1. Ranks of the label: 1 2 3 1 2; probabilities 4 2 0 8 3 eighths.
TEST_F(Counts, AccuracyByHand) {
  const std::array<std::array<int, 3>, 5> confidences = {
      {{4, 3, 1}, {2, 5, 1}, {0, 4, 4}, {0, 8, 0}, {5, 3, 0}}};
  for (size_t i = 0; i < 5; ++i) count(*db, run, model, entries[i], confidences[i]);
  AccuracyRepository(*db).refresh(set);
  EXPECT_THAT(accuracies(), ElementsAre("0: 3 1 3 0.750000", "1: 2 1 2 1.375000"));
  EXPECT_THAT(accuracies({.root = "building"}), ElementsAre("1: 2 1 2 1.375000"));
  EXPECT_THAT(accuracies({.model = model, .precision = "fp32", .root = "animal"}),
              ElementsAre("0: 3 1 3 0.750000"));
  EXPECT_TRUE(accuracies({.precision = "bf16"}).empty());
  EXPECT_TRUE(accuracies({.model = 99}).empty());
  auto& sqlite = db->connection().sqlite();
  EXPECT_EQ(sqlite.execAndGet("SELECT accuracy FROM v_accuracy WHERE label = 'church'").getDouble(), 0.5);
  EXPECT_EQ(sqlite.execAndGet("SELECT sum(correct) || sum(rank) FROM v_labelled").getString(), "29");
}

TEST_F(Counts, ARankBeyondFiveIsNoTop5) {
  const auto prediction =
      PredictionRepository(*db).put({0, run, model, entries[0].image, "fp32", 0.5, {{2, 0.5}}});
  ASSERT_TRUE(LabelRepository(*db).put({entries[0].id, prediction, 0.0625, 6}));
  AccuracyRepository(*db).refresh(set);
  EXPECT_THAT(accuracies(), ElementsAre("0: 1 0 0 0.062500"));
}

// 0.1 + 0.2 + 0.3 depends on the order in floating point.
TEST_F(Counts, RefreshingTwiceGivesTheSameBytes) {
  for (const double p : {0.1, 0.2, 0.3}) {
    const auto& e = entries[static_cast<size_t>(std::lround(p * 10)) - 1];
    const auto id = PredictionRepository(*db).put({0, run, model, e.image, "fp32", 0.5, {{0, p}}});
    ASSERT_TRUE(LabelRepository(*db).put({e.id, id, p, 1}));
  }
  AccuracyRepository(*db).refresh(set);
  const auto first = AccuracyRepository(*db).rows(set);
  AccuracyRepository(*db).refresh(set);
  const auto second = AccuracyRepository(*db).rows(set);
  ASSERT_EQ(first.size(), 1u);
  EXPECT_EQ(first[0].probability_sum, second[0].probability_sum);
  EXPECT_EQ(first[0].probability_sum, from_fixed(to_fixed(0.1) + to_fixed(0.2) + to_fixed(0.3)));
}

TEST_F(Counts, SaysOfHowManyClassesThereAreSums) {
  EXPECT_EQ(ClassSumRepository(*db).count(set, model, "fp32"), 0);
  for (const auto& e : entries) count(*db, run, model, e, {4, 3, 1});
  EXPECT_EQ(ClassSumRepository(*db).count(set, model, "fp32"), 2);
  EXPECT_EQ(ClassSumRepository(*db).count(set, model, "bf16"), 0);
}

TEST_F(Counts, SumsMustFitTheModel) {
  ClassSum delta{set, model, "fp32", 0, 1, {1, 2}};
  EXPECT_THAT(error_of([&] { ClassSumRepository(*db).add(delta); }),
              HasSubstr("2 sums do not fit model 1 with 3"));
  delta.model = 99;
  EXPECT_THAT(error_of([&] { ClassSumRepository(*db).add(delta); }), HasSubstr("with 0 classes"));
}

TEST_F(Counts, DamagedSumsAreNamed) {
  count(*db, run, model, entries[0], {4, 3, 1});
  const auto read = [&] { return error_of([&] { sums_of(*db, set, model); }); };
  const auto more = [&] { return error_of([&] { count(*db, run, model, entries[1], {4, 3, 1}); }); };
  const std::string place = "damaged at the sums of data set 1, model 1, class 0: ";
  auto& sqlite = db->connection().sqlite();
  sqlite.exec("UPDATE class_sums SET sums = x'00'");
  EXPECT_THAT(read(), HasSubstr(place + "its sums is no zstd frame of 24 bytes"));
  EXPECT_THAT(more(), HasSubstr(place));
  SQLite::Statement huge(sqlite, "UPDATE class_sums SET sums = ?");
  const auto blob = compress(raw_bytes(std::vector<int64_t>(3, std::numeric_limits<int64_t>::max())));
  huge.bind(1, blob.data(), static_cast<int>(blob.size()));
  huge.exec();
  EXPECT_THAT(more(), HasSubstr(place + "its sums are beyond 64 bits"));
  sqlite.exec("UPDATE models SET classes = 2000000000");
  EXPECT_THAT(read(), HasSubstr("its model has 2000000000 classes"));
}

TEST_F(Counts, ConfidencesComeBackAsHalves) {
  PredictionRepository predictions(*db);
  const auto id = predictions.put({0, run, model, entries[0].image, "fp32", 0.5, {{0, 0.5}}});
  EXPECT_FALSE(predictions.confidences(id));
  predictions.put_confidences(id, {0.5f, 1 / 3.0f, 0});
  // 0x3555 / 0x4000 is the half nearest to a third: 1365 / 4096.
  EXPECT_THAT(*predictions.confidences(id), ElementsAre(0.5f, 1365 / 4096.0f, 0.0f));
  predictions.put_confidences(id, {1, 0, 0});
  EXPECT_THAT(*predictions.confidences(id), ElementsAre(1.0f, 0.0f, 0.0f));
  EXPECT_THAT(error_of([&] {
                predictions.put_confidences(id, {1, 0});
              }),
              HasSubstr("2 confidences do not fit prediction 1, whose model has 3 classes"));
  EXPECT_THAT(error_of([&] {
                predictions.put_confidences(id, {1, 0, -0.5f});
              }),
              HasSubstr("a confidence is -0.5"));
  EXPECT_THAT(error_of([&] { predictions.put_confidences(id, {1, 0, std::nanf("")}); }), HasSubstr("is nan"));
  db->connection().sqlite().exec("UPDATE confidences SET probabilities = x'28b52ffd00'");
  EXPECT_THAT(error_of([&] { predictions.confidences(id); }),
              HasSubstr("damaged at the confidences of prediction 1"));
  db->connection().sqlite().exec("UPDATE confidences SET format = 9");
  EXPECT_THAT(error_of([&] { predictions.confidences(id); }), HasSubstr("its format is not known"));
}

TEST_F(Counts, AModelThatIsDeletedTakesItsCountsWithIt) {
  count(*db, run, model, entries[0], {4, 3, 1});
  AccuracyRepository(*db).refresh(set);
  db->connection().sqlite().exec("DELETE FROM models");
  for (const char* table : {"predictions", "labelled_predictions", "class_sums", "class_accuracy"})
    EXPECT_EQ(db->connection().number(std::string("SELECT count(*) FROM ") + table), 0) << table;
}

}  // namespace
}  // namespace vantage::storage
