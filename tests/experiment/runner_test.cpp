// SPDX-License-Identifier: Apache-2.0
// Runs: whatever becomes of them on the way, the tables are those of an uninterrupted one.
#include "storage/dataset_repositories.hpp"
#include "storage/merge.hpp"
#include "storage/repositories.hpp"
#include "tests/experiment/experiment_fixture.hpp"

namespace vantage::engine {
namespace {

// Two methods that share the pass, one of random numbers, one that masks the image.
constexpr char kExperiment[] =
    "dataset: drawn\n"
    "models: [\"a=squeezenet1_1,seed=1,input=64,classes=3\", "
    "\"b=mobilenet_v3_small,seed=2,input=64,classes=3\"]\n"
    "methods: [grad-cam, layer-cam, random-cam, \"score-cam:max_channels=8\"]\n"
    "classes: [label, predicted]\n"
    "batch: 4\n"
    "keep: [confidences]\n";

struct Runner : ExperimentTest {
  RunSummary run(storage::Database& db, const RunOptions& options = {}, const char* text = kExperiment) {
    return run_experiment(test::plugins(), db, read(text), options);
  }
  // Ends after so many questions whether to go on.
  static RunOptions stop_after(int calls) {
    RunOptions o;
    o.stop = [left = calls]() mutable { return left-- <= 0; };
    return o;
  }
};

TEST_F(Runner, MakesEveryPredictionAndMapOnce) {
  draw(10);
  auto db = database("whole.db");
  const auto first = run(db);
  EXPECT_EQ(first.images, 10);
  EXPECT_EQ(first.predictions, 20);
  EXPECT_EQ(first.failures, 0);
  EXPECT_GE(first.maps, 2 * 10 * 4);  // twice as many where label and prediction differ
  EXPECT_LE(first.maps, 2 * 10 * 4 * 2);
  const auto again = run(db);
  EXPECT_EQ(again.predictions, 0);
  EXPECT_EQ(again.maps, 0);
  EXPECT_EQ(again.existing, first.predictions + first.maps);
  EXPECT_EQ(again.run, 0);  // it leaves no trace
}

TEST_F(Runner, MayBeStoppedAnywhere) {
  draw(10);
  auto whole = database("whole.db");
  run(whole);
  auto pieces = database("pieces.db");
  int runs = 0;
  while (run(pieces, stop_after(7)).stopped) ASSERT_LT(++runs, 100);
  EXPECT_GE(runs, 5);
  EXPECT_EQ(contents("pieces.db"), contents("whole.db"));
}

TEST_F(Runner, WhatIsAddedLaterIsAllThatIsComputed) {
  draw(10);
  auto whole = database("whole.db");
  run(whole);
  auto db = database("later.db");
  run(db, {},
      "dataset: drawn\nbatch: 4\nmodels: [\"a=squeezenet1_1,seed=1,input=64,classes=3\"]\nkeep: "
      "confidences\n");
  run(db, {},
      "dataset: drawn\nbatch: 4\nmodels: [\"a=squeezenet1_1,seed=1,input=64,classes=3\"]\nkeep: confidences\n"
      "methods: [layer-cam]\nclasses: [label]\n");
  const auto rest = run(db);
  EXPECT_EQ(rest.predictions, 10);  // those of b
  EXPECT_EQ(rest.existing, 20);     // predictions and maps of a
  // As many rows; their numbers agree to rounding alone, for a pass that methods tap is fused otherwise.
  EXPECT_EQ(contents("later.db").size(), contents("whole.db").size());
}

TEST_F(Runner, ShardsThatAreMergedAreOneRun) {
  draw(10);
  auto whole = database("whole.db");
  run(whole);
  for (int shard = 1; shard <= 2; ++shard) {
    auto db = database(fmt::format("part{}.db", shard));
    RunOptions options;
    options.shard = shard;
    options.shards = 2;
    run(db, options);
  }
  auto merged = storage::Database::create_or_open(folder.path() / "merged.db");
  for (int twice = 0; twice < 2; ++twice) {
    storage::merge(merged, folder.path() / "part1.db");
    storage::merge(merged, folder.path() / "part2.db");
    EXPECT_EQ(contents("merged.db"), contents("whole.db"));
  }
}

TEST_F(Runner, AnImageThatFailsCostsNoOther) {
  draw(6);
  auto db = database("some.db");
  const auto gone = folder.path() / "pictures/class1/001.png",
             changed = folder.path() / "pictures/class2/002.png";
  const auto kept = core::read_file(gone, 1 << 20), original = core::read_file(changed, 1 << 20);
  fs::remove(gone);
  core::write_atomically(changed, kept);
  const auto first = run(db);
  EXPECT_EQ(first.predictions, 2 * 4);
  EXPECT_EQ(first.failures, 4);
  const auto failures = storage::FailureRepository(db).all();
  ASSERT_EQ(failures.size(), 4u);  // both images, by both models
  for (const auto& f : failures)
    EXPECT_TRUE(f.reason.find("no such file") != std::string::npos ||
                f.reason.find("have changed") != std::string::npos)
        << f.reason;
  EXPECT_EQ(run(db).failures, 4);  // tried again, and listed once
  EXPECT_EQ(storage::FailureRepository(db).all().size(), 4u);

  core::write_atomically(gone, kept);
  core::write_atomically(changed, original);
  EXPECT_EQ(run(db).predictions, 2 * 2);
  EXPECT_TRUE(storage::FailureRepository(db).all().empty());
}

TEST_F(Runner, AMethodThatAModelCannotServeCostsNoOther) {
  draw(3);
  auto db = database("some.db");
  const auto s = run(db, {},
                     "dataset: drawn\nmodels: [\"a=squeezenet1_1,seed=1,input=64,classes=3\"]\n"
                     "methods: [\"grad-cam:layer=nowhere\", layer-cam]\n");
  EXPECT_EQ(s.failures, 1);
  EXPECT_EQ(s.maps, 3);
}

TEST_F(Runner, AModelForOtherClassesIsRefusedAndTheOthersRun) {
  draw(3);
  auto db = database("some.db");
  const auto s = run(db, {},
                     "dataset: drawn\nmodels: [\"a=squeezenet1_1,seed=1,input=64,classes=2\", "
                     "\"b=squeezenet1_1,seed=1,input=64,classes=3\"]\n");
  EXPECT_EQ(s.predictions, 3);
  ASSERT_EQ(s.failures, 1);
  EXPECT_EQ(storage::FailureRepository(db).all()[0].reason,
            "model 'a' has 2 classes, but data set 'drawn' labels images with class 2; give a model that was "
            "trained "
            "for it");
}

TEST_F(Runner, ChoosesImages) {
  draw(9);
  auto db = database("some.db");
  EXPECT_EQ(run(db, {},
                "dataset: {name: drawn, per_class: 2, limit: 5}\n"
                "models: [\"a=squeezenet1_1,seed=1,input=64,classes=3\"]\n")
                .predictions,
            5);
}

// Pictures 0, 3, 6 are of class0, 1, 4, 7 of class1, 2, 5, 8 of class2; the data set lists them by class.
TEST_F(Runner, ChoosesImagesByClassAndPosition) {
  draw(9);
  auto db = database("some.db");
  const auto dataset = storage::DatasetRepository(db).find("drawn").value();
  const auto names = [&](const ImageChoice& choice) {
    std::string all;
    for (const auto& i : chosen_images(db, dataset, choice)) all += fs::path(i.path).stem().string() + " ";
    return all;
  };
  ImageChoice c;
  c.classes = {"2", "class0"};
  EXPECT_EQ(names(c), "000 003 006 002 005 008 ");
  c.per_class = 2;
  EXPECT_EQ(names(c), "000 003 002 005 ");
  c.limit = 3;
  EXPECT_EQ(names(c), "000 003 002 ");
  c = {};
  c.positions = {8, 1, 4};
  EXPECT_EQ(names(c), "003 004 008 ");
  c.classes = {"class1"};
  EXPECT_EQ(names(c), "004 ");
  c.classes = {"clas1"};
  try {
    names(c);
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(std::string(e.what()).substr(0, 37), "data set 'drawn' has no class 'clas1'");
  }
  c = {};
  c.positions = {9};
  EXPECT_THROW(names(c), Error);
}

TEST_F(Runner, AnUnknownDataSetIsNamed) {
  draw(3);
  auto db = database("some.db");
  try {
    run(db, {}, "dataset: drwan\nmodels: [\"squeezenet1_1,seed=1\"]\n");
    FAIL();
  } catch (const Error& e) {
    EXPECT_EQ(
        std::string(e.what()),
        "the database has no data set 'drwan' (did you mean 'drawn'?); 'vantage dataset list' shows them, "
        "'vantage dataset add' adds one");
  }
}

}  // namespace
}  // namespace vantage::engine
