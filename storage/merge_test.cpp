// SPDX-License-Identifier: Apache-2.0
// Two databases become one. Files are compared by what they say, not by ids.
#include <gmock/gmock.h>

#include "storage/merge_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::ElementsAre;

class Merge : public MergeTest {};

TEST_F(Merge, TwoHalvesAreTheWhole) {
  shard("whole.db", {"a", "b"}, {0, 1, 2, 3, 4});
  shard("odd.db", {"b", "a"}, {3, 1});
  shard("even.db", {"a", "b"}, {4, 0, 2});
  const auto report = merge_at("odd.db", "even.db");
  EXPECT_EQ(report.predictions, 6);
  EXPECT_EQ(report.labelled, 6);
  EXPECT_EQ(report.explanations, 2);
  EXPECT_EQ(report.models + report.images + report.datasets + report.runs + report.left, 0);
  EXPECT_EQ(contents("odd.db"), contents("whole.db"));
}

TEST_F(Merge, TwoHalvesByModelAreTheWholeWithTheirLayouts) {
  shard("whole.db", {"a", "b"}, {0, 1, 2, 3, 4});
  shard("a.db", {"a"}, {0, 1, 2, 3, 4});
  shard("b.db", {"b"}, {0, 1, 2, 3, 4});
  {
    auto db = open_at("b.db");
    LayoutRepository(db).put({1, 1, "fp32", 30, 7, 0.25, {0, 1}, {1, 2, 3, 4}});
  }
  EXPECT_EQ(merge_at("a.db", "b.db").models, 1);
  EXPECT_EQ(contents("a.db"), contents("whole.db"));
  auto db = open_at("a.db");
  EXPECT_EQ(ModelRepository(db).find(2)->name, "b");
  EXPECT_EQ(LayoutRepository(db).of(1, 2, "fp32").at(0).points, (std::vector<float>{1, 2, 3, 4}));
}

TEST_F(Merge, IntoAnEmptyOneIsACopy) {
  shard("from.db", {"a", "b"}, {0, 1, 3});
  {
    auto db = open_at("from.db");
    SimilarityRepository(db).put({{1, 1, "l1", "fp32", 0, "label"}, -1, 1, 2, 3, 0.5});
    FailureRepository(db).put({0, 1, "gone.jpg", "a", "", "it is missing"});
  }
  const auto report = merge_at("into.db", "from.db");
  EXPECT_EQ(report.images, 5);
  EXPECT_EQ(report.experiments, 1);
  EXPECT_EQ(report.failures, 1);
  EXPECT_EQ(contents("into.db"), contents("from.db"));
  auto db = open_at("into.db");
  EXPECT_EQ(SimilarityRepository(db).matrix({1, 1, "l1", "fp32", 0, "label"}).at(0).mean, 0.5);
}

TEST_F(Merge, TwiceIsOnce) {
  shard("into.db", {"a"}, {0, 3}, "vantage run --shard 1/2");
  shard("from.db", {"a", "b"}, {1, 4}, "vantage run --shard 2/2");
  EXPECT_EQ(merge_at("into.db", "from.db").runs, 1);
  const auto once = contents("into.db");
  auto db = open_at("into.db");
  LayoutRepository(db).put({1, 1, "fp32", 30, 7, 0.25, {0}, {1, 2}});
  SimilarityRepository(db).put({{1, 1, "l1", "fp32", 0, "label"}, -1, 1, 2, 3, 0.5});
  const auto report = merge(db, path("from.db"));
  EXPECT_EQ(report.runs + report.models + report.images + report.methods + report.datasets +
                report.experiments + report.predictions + report.explanations + report.labelled +
                report.failures + report.left,
            0);
  EXPECT_EQ(contents("into.db"), once);
  EXPECT_EQ(LayoutRepository(db).of(1, 1, "fp32").size(), 1u);
  EXPECT_EQ(SimilarityRepository(db).keys(1).size(), 1u);
}

// Both counted picture 1. Its class is not taken, so that picture 2 is counted by the next run; the churches,
// which only one of them counted, are.
TEST_F(Merge, AClassThatBothCountedInPartIsLeftToTheNextRun) {
  shard("whole.db", {"a"}, {0, 1, 2, 3});
  shard("into.db", {"a"}, {0, 1});
  shard("from.db", {"a"}, {1, 2, 3});
  const auto report = merge_at("into.db", "from.db");
  EXPECT_EQ(report.left, 1);
  EXPECT_EQ(report.labelled, 1);
  EXPECT_EQ(report.predictions, 2);
  {
    auto db = open_at("into.db");
    const auto entries = entries_of(db, 1);
    EXPECT_EQ(sums_of(db, 1, 1), "0: 2 [6 8 2]; 1: 1 [0 8 0]; ");
    EXPECT_THAT(LabelRepository(db).done(1, 1, "fp32"),
                ElementsAre(entries[0].id, entries[1].id, entries[3].id));
    count(db, 1, 1, entries[2], kConfidences[2]);
    AccuracyRepository(db).refresh(1);
  }
  EXPECT_EQ(contents("into.db"), contents("whole.db"));
}

TEST_F(Merge, ASumThatDoesNotSayWhatItsLabelsSayIsLeft) {
  shard("from.db", {"a"}, {0, 1, 3});
  sql(path("from.db"), "UPDATE class_sums SET images = 7 WHERE class = 0");
  const auto report = merge_at("into.db", "from.db");
  EXPECT_EQ(report.left, 2);
  EXPECT_EQ(report.labelled, 1);
}

TEST_F(Merge, WhatIsDerivedFromFewerImagesGoes) {
  shard("into.db", {"a", "b"}, {0, 3});
  shard("from.db", {"a", "b"}, {1, 4});
  auto db = open_at("into.db");
  LayoutRepository(db).put({1, 1, "fp32", 30, 7, 0.25, {0}, {1, 2}});
  SimilarityRepository(db).put({{1, 1, "l1", "fp32", 0, "label"}, -1, 1, 2, 1, 0.5});
  merge(db, path("from.db"));
  EXPECT_TRUE(LayoutRepository(db).of(1, 1, "fp32").empty());
  EXPECT_TRUE(SimilarityRepository(db).keys(1).empty());
  EXPECT_EQ(AccuracyRepository(db).rows(1).size(), 4u);
}

TEST_F(Merge, AFailureStaysUntilItsResultIsThere) {
  shard("into.db", {"a"}, {0});
  shard("from.db", {"a"}, {3});
  {
    auto db = open_at("into.db");
    FailureRepository(db).put({0, 1, "p3.jpg", "a", "grad-cam", "no memory"});  // from.db has that map
    FailureRepository(db).put({0, 1, "p3.jpg", "a", "score-cam", "no memory"});
    FailureRepository(db).put({0, 1, "p0.jpg", "a", "bbmp", "mine"});
    auto other = open_at("from.db");
    FailureRepository(other).put({0, 1, "p0.jpg", "a", "", "no memory"});  // into.db has that prediction
    FailureRepository(other).put({0, 1, "p0.jpg", "a", "bbmp", "theirs"});
    FailureRepository(other).put({0, 1, "p0.jpg", "a", "rise", "no memory"});
  }
  EXPECT_EQ(merge_at("into.db", "from.db").failures, 1);
  auto db = open_at("into.db");
  std::vector<std::string> left;
  for (const auto& f : FailureRepository(db).all()) left.push_back(f.image + " " + f.method + " " + f.reason);
  EXPECT_THAT(left, ElementsAre("p3.jpg score-cam no memory", "p0.jpg bbmp mine", "p0.jpg rise no memory"));
}

// Whatever damaged bytes make of the other file, this one is whole afterwards.
TEST_F(Merge, EntriesAreTheSameWhateverTheirPaths) {
  shard("into.db", {"a"}, {0});
  shard("from.db", {"a"}, {1, 4});
  {
    auto db = open_at("from.db");
    auto entries = five_entries(db);
    for (auto& e : entries) e.path = "/mnt" + e.path;
    DatasetRepository(db).put({0, "small", "/mnt/set", ""}, two_classes(), entries);
  }
  EXPECT_EQ(merge_at("into.db", "from.db").labelled, 2);
  auto db = open_at("into.db");
  EXPECT_EQ(entries_of(db, 1)[4].path, "/set/p4.jpg");
  EXPECT_EQ(sums_of(db, 1, 1), "0: 2 [6 8 2]; 1: 1 [5 3 0]; ");
}

}  // namespace
}  // namespace vantage::storage
