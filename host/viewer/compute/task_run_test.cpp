// SPDX-License-Identifier: GPL-3.0-or-later
// Tasks on a small database with real networks and plugins.
#include "host/viewer/compute/task_run.hpp"

#include <gmock/gmock.h>

#include <fstream>

#include "core/error.hpp"
#include "core/files.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "host/viewer/compute/stored_model.hpp"
#include "host/viewer/compute/task_plan.hpp"
#include "host/viewer/error.hpp"
#include "host/viewer/testing/task_database.hpp"
#include "host/viewer/testing/wait.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

class TaskRunTest : public ::testing::Test {
 protected:
  TaskRunTest() {
    state.selection.models = {"small", "large"};
    state.selection.classes = {0, 2};
    state.request.methods = {{"grad-cam", {}}};
    state.request.images = 2;
  }
  TaskRequest request() {
    auto db = base.open();
    return task_request(state, *load_catalogue(db, state.source));
  }
  TaskPlan plan() {
    auto db = base.open();
    return plan_task(db, task_registry(), request());
  }
  TaskOutcome run() {
    JobControl control;
    return run_task(task_registry(), base.file(), request(), control);
  }
  int64_t maps() {
    auto db = base.open();
    return storage::ExplanationRepository(db).count();
  }

  const TaskDatabase base;
  AnalysisState state;
};

TEST_F(TaskRunTest, MakesWhatLacksAndNothingTwice) {
  TaskPlan before = plan();
  EXPECT_EQ(before.models, 2);
  EXPECT_EQ(before.classes, 2);
  EXPECT_EQ(before.images, 4);  // two of each class
  EXPECT_EQ(before.predictions, 8);
  EXPECT_EQ(before.predictions_lacking, 0);
  EXPECT_EQ(before.maps, 8);
  EXPECT_EQ(before.maps_lacking, 8);
  EXPECT_FALSE(before.seconds) << "no map tells how long one takes";

  const TaskOutcome first = run();
  EXPECT_THAT(first.problems, ElementsAre());
  EXPECT_EQ(first.made.maps, 8);
  EXPECT_EQ(first.made.predictions, 0);
  EXPECT_EQ(maps(), 8);
  EXPECT_EQ(plan().maps_lacking, 0);

  const TaskOutcome again = run();
  EXPECT_EQ(again.made.maps, 0);
  EXPECT_EQ(again.made.existing, 8 + 8);
  EXPECT_EQ(again.made.run, 0) << "it left no trace";

  state.request.images = 3;
  EXPECT_EQ(plan().maps_lacking, 4);
  EXPECT_TRUE(plan().seconds);
  EXPECT_EQ(run().made.maps, 4);
}

TEST_F(TaskRunTest, OtherParametersAreOtherMaps) {
  run();
  state.request.methods[0].parameters = {{"relu", "false"}};
  EXPECT_EQ(plan().maps_lacking, 8);
  state.request.methods[0].parameters = {{"relu", "true"}};  // the default
  EXPECT_EQ(plan().maps_lacking, 0);
  state.request.target = "1";
  EXPECT_EQ(plan().maps_lacking, 8);
  state.request.target = "label";
  state.request.profile = "captum";
  EXPECT_EQ(plan().maps_lacking, 8);
}

TEST_F(TaskRunTest, ChosenImagesTakeThePlaceOfClasses) {
  state.selection.images = {0, 4, 8};
  EXPECT_EQ(plan().images, 3);
  EXPECT_EQ(plan().classes, 3);
  EXPECT_EQ(run().made.maps, 6);
}

TEST_F(TaskRunTest, ComparesModelsAndMeasuresAttention) {
  run();
  auto db = base.open();
  const auto dataset = engine::find_dataset(db, "drawn").id;
  storage::SimilarityRepository similarities(db);
  const auto keys = similarities.keys(dataset);
  ASSERT_FALSE(keys.empty());
  EXPECT_EQ(keys[0].measure, "l1");
  int64_t images = 0;
  for (const auto& key : keys)
    if (key.target == "label")
      for (const auto& s : similarities.matrix(key, 2)) images += s.images;
  EXPECT_EQ(images, 2);
  const auto means = storage::AttentionRepository(db).means(dataset, state.request.threshold);
  ASSERT_EQ(means.size(), 2u);
  EXPECT_EQ(means[0].maps, 4);
}

TEST_F(TaskRunTest, ASingleModelIsNotCompared) {
  state.workflow.task = Task::across_classes;
  state.selection.models = {"small"};
  EXPECT_EQ(run().made.maps, 4);
  auto db = base.open();
  EXPECT_TRUE(storage::SimilarityRepository(db).keys(engine::find_dataset(db, "drawn").id).empty());
}

TEST_F(TaskRunTest, AModelWhoseCheckpointIsGoneCostsNothingElse) {
  state.selection.models = {"lost", "small", "large"};
  const TaskOutcome outcome = run();
  EXPECT_THAT(
      outcome.problems,
      ElementsAre("model 'lost': checkpoint /nowhere/lost.pth is gone; put it back, or leave the model out"));
  EXPECT_EQ(outcome.made.maps, 8);
  state.selection.models = {"lost"};
  EXPECT_THROW(run(), Error);
}

TEST_F(TaskRunTest, AnUnknownLayerIsALineForEachModel) {
  state.request.layer = "nolayer";
  const TaskOutcome outcome = run();
  ASSERT_EQ(outcome.problems.size(), 2u);
  EXPECT_THAT(outcome.problems[0], HasSubstr("small, grad-cam: "));
  EXPECT_THAT(outcome.problems[0], HasSubstr("nolayer"));
  EXPECT_EQ(outcome.made.maps, 0);
}

TEST_F(TaskRunTest, EndsWhenItIsCancelled) {
  JobQueue jobs;
  state.request.methods = {{"smooth-grad", {{"samples", "200"}}}};
  state.request.images = 3;
  bool finished = false;
  TaskOutcome outcome;
  const auto id = jobs.submit(
      "task", "task",
      [&, r = request()](JobControl& control) {
        outcome = run_task(task_registry(), base.file(), r, control);
      },
      nullptr, [&] { finished = true; });
  ASSERT_TRUE(
      wait_until([&] { return !jobs.idle() && jobs.jobs()[0].progress.text.contains("smooth-grad"); }));
  jobs.cancel(id);
  EXPECT_EQ(jobs.jobs()[0].state, JobQueue::State::cancelling);
  ASSERT_TRUE(wait_until([&] { return jobs.idle(); }));
  EXPECT_FALSE(finished);
  EXPECT_LT(maps(), 12);
  EXPECT_EQ(maps(), outcome.made.maps) << "what was done stays";
}

TEST_F(TaskRunTest, AFileThatIsGoneIsNotMadeAnew) {
  std::filesystem::remove(base.file());
  JobControl control;
  EXPECT_THROW(run_task(task_registry(), base.file(), TaskRequest{}, control), Error);
  EXPECT_FALSE(std::filesystem::exists(base.file()));
}

TEST_F(TaskRunTest, ItsTextIsAnExperimentFile) {
  engine::Experiment e;
  e.dataset = "drawn";
  e.choice.classes = {"0", "2"};
  e.choice.per_class = 3;
  e.models = {{"small", "linear-gap", {{"input", "32"}}}};
  e.methods = {{"grad-cam", {{"relu", "false"}}}};
  e.options.classes = {"label"};
  const vantage::testing::TemporaryFolder folder;
  core::write_atomically(folder / "task.yaml", experiment_text(e));
  const auto read = engine::read_experiment(folder / "task.yaml", task_registry());
  EXPECT_EQ(read.dataset, e.dataset);
  EXPECT_EQ(read.choice.classes, e.choice.classes);
  EXPECT_EQ(read.choice.per_class, 3);
  EXPECT_EQ(read.models[0].name, "small");
  EXPECT_EQ(read.models[0].params, e.models[0].params);
  EXPECT_EQ(read.methods[0].params, e.methods[0].params);
  EXPECT_EQ(read.options.classes, e.options.classes);
}

TEST(StoredModel, ACheckpointThatHasChangedIsRefused) {
  const vantage::testing::TemporaryFolder folder;
  std::ofstream(folder / "w.pth") << "other weights";
  storage::Model m;
  m.name = "mine";
  m.loader = task_registry().of_kind(VTG_MODEL_LOADER).at(0)->id;
  m.architecture = "linear-gap";
  m.source = (folder / "w.pth").string();
  m.weights_sha256 = std::string(64, 'b');
  try {
    spec_of(task_registry(), m);
    FAIL();
  } catch (const Error& e) {
    EXPECT_THAT(e.what(), HasSubstr("has changed since its results were made"));
  }
  m.weights_sha256 = core::sha256_file(m.source);
  EXPECT_EQ(spec_of(task_registry(), m).source, "linear-gap:" + m.source);
}

TEST(WhatIsMissing, IsSaidOneAfterTheOther) {
  const TaskDatabase base;
  auto db = base.open();
  AnalysisState s;
  const auto catalogue = load_catalogue(db, s.source);
  const auto line = [&] { return what_is_missing(s, *catalogue, task_registry()); };
  EXPECT_EQ(line(), "Choose at least two models to compare.");
  s.selection.models = {"small", "large"};
  EXPECT_EQ(line(), "Choose a class, or images.");
  s.selection.classes = {1};
  EXPECT_EQ(line(), "Choose at least one method.");
  s.request.methods = {{"grad-camm", {}}};
  EXPECT_EQ(line(), "Method grad-camm is not installed; choose another.");
  s.request.methods = {{"grad-cam", {}}};
  EXPECT_EQ(line(), "");
  s.request.measure = "l7";
  EXPECT_EQ(line(), "Measure l7 is not installed; choose another.");
  s.workflow.task = Task::across_classes;
  EXPECT_EQ(line(), "Choose one model: this task looks at one.");
  s.selection.models = {"small"};
  EXPECT_EQ(line(), "Choose at least two classes.");
  s.workflow.task = Task::within_class;
  EXPECT_EQ(line(), "");
}

}  // namespace
}  // namespace vantage::viewer
