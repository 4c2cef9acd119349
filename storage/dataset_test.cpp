// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>

#include <algorithm>

#include "core/files.hpp"
#include "storage/connection.hpp"
#include "storage/dataset_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::ElementsAre;
using testing::HasSubstr;

class Datasets : public StorageTest {
 protected:
  std::string changes_of(Database& db, const std::function<void()>& action) {
    const auto before = db.connection().number("SELECT total_changes()");
    action();
    return std::to_string(db.connection().number("SELECT total_changes()") - before) + " rows";
  }
};

TEST_F(Datasets, OneComesBackInOrderWithItsBoxes) {
  auto db = open();
  DatasetRepository sets(db);
  const auto id = small_set(db);
  EXPECT_EQ(sets.find("small")->id, id);
  EXPECT_EQ(sets.find("small")->source, "/set");
  EXPECT_FALSE(sets.find("large"));
  EXPECT_EQ(sets.all().size(), 1u);
  EXPECT_EQ(sets.classes(id), two_classes());
  EXPECT_EQ(sets.size(id), 5);
  const auto entries = entries_of(db, id);
  ASSERT_EQ(entries.size(), 5u);
  EXPECT_EQ(entries[3].path, "/set/p3.jpg");
  EXPECT_EQ(entries[3].position, 3);
  EXPECT_EQ(entries[3].split, "val");
  EXPECT_THAT(entries[3].boxes, ElementsAre(Box{1, 2, 30.5, 40}));
  EXPECT_TRUE(entries[4].boxes.empty());
  const auto churches = sets.of_class(id, 1);
  ASSERT_EQ(churches.size(), 2u);
  EXPECT_EQ(churches[0], entries[3]);
  EXPECT_EQ(sets.at(id, 3), entries[3]);
  EXPECT_FALSE(sets.at(id, 5));
}

// The text that docs/database.md describes, written out by hand.
TEST_F(Datasets, ItsHashIsThatOfItsImagesClassesBoxesAndSplits) {
  auto db = open();
  const auto id = small_set(db);
  const std::string zeros(63, '0');
  EXPECT_EQ(DatasetRepository(db).find("small")->sha256,
            core::sha256_hex(zeros + "0 0 0 3:val\n" + zeros + "1 0 0 3:val\n" + zeros + "2 0 0 3:val\n" +
                             zeros + "3 1 1 1 2 30.5 40 3:val\n" + zeros + "4 1 0 3:val\n"));
  EXPECT_EQ(id, 1);
}

TEST_F(Datasets, PuttingItAgainChangesNothing) {
  auto db = open();
  small_set(db);
  const auto entries = five_entries(db);
  const auto again = [&] { DatasetRepository(db).put({0, "small", "/set", ""}, two_classes(), entries); };
  EXPECT_EQ(changes_of(db, again), "0 rows");
  EXPECT_EQ(changes_of(db,
                       [&] {
                         DatasetRepository(db).extend({0, "small", "/set", ""}, {}, {entries[1]});
                       }),
            "0 rows");
}

TEST_F(Datasets, TheSameBytesUnderTwoPathsAreTwoEntries) {
  auto db = open();
  auto entries = five_entries(db);
  entries[1].image = entries[0].image;
  const auto id = DatasetRepository(db).put({0, "small", "/set", ""}, two_classes(), entries);
  EXPECT_EQ(entries_of(db, id).size(), 5u);
  EXPECT_EQ(entries_of(db, id)[0].image, entries_of(db, id)[1].image);
}

TEST_F(Datasets, ResultsStayWithTheirEntriesWhenOthersCome) {
  auto db = open();
  const auto id = small_set(db);
  const auto old = entries_of(db, id);
  auto first = five_entries(db)[0];
  first.image = ImageRepository(db).upsert(picture(9));
  first.path = "/set/a.jpg";
  auto entries = five_entries(db);
  entries.insert(entries.begin(), first);
  EXPECT_EQ(DatasetRepository(db).put({0, "small", "/set", ""}, two_classes(), entries), id);
  const auto now = entries_of(db, id);
  ASSERT_EQ(now.size(), 6u);
  for (size_t i = 0; i < 5; ++i) EXPECT_EQ(now[i + 1].id, old[i].id);
  EXPECT_THAT(now[4].boxes, ElementsAre(Box{1, 2, 30.5, 40}));
}

TEST_F(Datasets, ExtendingAddsAndReplacesByPath) {
  auto db = open();
  const auto id = small_set(db);
  auto more = five_entries(db);
  more.resize(2);
  more[0].split = "train";
  more[1].path = "/set/new.jpg";
  DatasetRepository(db).extend({0, "small", "/set", ""}, {{2, "", "radio", "device"}}, more);
  const auto now = entries_of(db, id);
  ASSERT_EQ(now.size(), 6u);
  EXPECT_EQ(now[0].split, "train");
  EXPECT_EQ(now[5].path, "/set/new.jpg");
  EXPECT_EQ(DatasetRepository(db).classes(id).size(), 3u);
}

TEST_F(Datasets, OneThatMovedKeepsItsEntries) {
  auto db = open();
  const auto id = small_set(db);
  const auto old = entries_of(db, id);
  auto entries = five_entries(db);
  for (auto& e : entries) e.path = "/elsewhere" + e.path;
  std::swap(entries[0].path, entries[1].path);  // and names that were exchanged
  DatasetRepository(db).put({0, "small", "/elsewhere", ""}, two_classes(), entries);
  const auto now = entries_of(db, id);
  for (size_t i = 0; i < 5; ++i) EXPECT_EQ(now[i].id, old[i].id);
  EXPECT_EQ(now[0].path, "/elsewhere/set/p1.jpg");
  EXPECT_EQ(DatasetRepository(db).find("small")->source, "/elsewhere");
}

// A sum cannot be taken back: the whole class is counted again, the other one stays.
TEST_F(Datasets, AnEntryThatGoesTakesTheCountOfItsClassWithIt) {
  auto db = open();
  const auto id = small_set(db);
  const auto run = RunRepository(db).add(a_run());
  const auto model = ModelRepository(db).upsert(network("a"));
  for (const auto& e : entries_of(db, id)) count(db, run, model, e, {4, 3, 1});
  AccuracyRepository(db).refresh(id);
  LayoutRepository(db).put({id, model, "fp32", 30, 0, 0.5, {0}, {1, 2}});
  auto entries = five_entries(db);
  entries.erase(entries.begin() + 1);
  DatasetRepository(db).put({0, "small", "/set", ""}, two_classes(), entries);
  EXPECT_EQ(sums_of(db, id, model), "1: 2 [8 6 2]; ");
  const auto now = entries_of(db, id);
  EXPECT_THAT(LabelRepository(db).done(id, model, "fp32"), ElementsAre(now[2].id, now[3].id));
  EXPECT_TRUE(AccuracyRepository(db).rows(id).empty());
  EXPECT_TRUE(LayoutRepository(db).of(id, model, "fp32").empty());
  for (size_t i = 0; i < 2; ++i) count(db, run, model, now[i], {4, 3, 1});
  EXPECT_EQ(sums_of(db, id, model), "0: 2 [8 6 2]; 1: 2 [8 6 2]; ");
}

TEST_F(Datasets, ADoubledPathAndAnUnknownImageAreRefused) {
  auto db = open();
  auto entries = five_entries(db);
  const auto put = [&] { DatasetRepository(db).put({0, "small", "/set", ""}, two_classes(), entries); };
  entries[1].path = entries[0].path;
  EXPECT_THAT(error_of(put), HasSubstr("has '/set/p0.jpg' twice"));
  entries = five_entries(db);
  entries[1].image = 99;
  EXPECT_THAT(error_of(put), HasSubstr("entry '/set/p1.jpg' of a data set has image 99, which is not in"));
  entries = five_entries(db);
  entries[1].boxes = {{5, 5, 5, 6}};
  EXPECT_THAT(error_of(put), HasSubstr("refused a row"));
  EXPECT_TRUE(DatasetRepository(db).all().empty());
}

TEST_F(Datasets, AnImageOfADataSetIsNotDeletedAndTheDataSetTakesItsCountsWithIt) {
  auto db = open();
  const auto id = small_set(db);
  const auto run = RunRepository(db).add(a_run());
  const auto model = ModelRepository(db).upsert(network("a"));
  for (const auto& e : entries_of(db, id)) count(db, run, model, e, {4, 3, 1});
  auto& sqlite = db.connection().sqlite();
  EXPECT_THROW(sqlite.exec("DELETE FROM images"), SQLite::Exception);
  sqlite.exec("DELETE FROM datasets");
  for (const char* table :
       {"dataset_images", "dataset_classes", "boxes", "labelled_predictions", "class_sums"})
    EXPECT_EQ(db.connection().number(std::string("SELECT count(*) FROM ") + table), 0) << table;
  EXPECT_EQ(db.connection().number("SELECT count(*) FROM predictions"), 5);
}

TEST_F(Datasets, AnExperimentIsItsText) {
  auto db = open();
  const auto id = small_set(db);
  ExperimentRepository experiments(db);
  const Experiment first{0, id, "", "night", "models: [a]\n", "2026-11-24T00:42:30Z"};
  const auto experiment = experiments.put(first);
  auto renamed = first;
  renamed.name = "day";
  EXPECT_EQ(experiments.put(renamed), experiment);
  auto other = first;
  other.text += "seed: 1\n";
  EXPECT_NE(experiments.put(other), experiment);
  ASSERT_EQ(experiments.all().size(), 2u);
  EXPECT_EQ(experiments.all()[0].name, "night");
  EXPECT_EQ(experiments.all()[0].sha256, core::sha256_hex("models: [a]\n"));
  EXPECT_EQ(experiments.all()[1].text, "models: [a]\nseed: 1\n");
}

}  // namespace
}  // namespace vantage::storage
