// SPDX-License-Identifier: Apache-2.0
// Starts of the program and what they could not do.
#include <gmock/gmock.h>

#include "storage/storage_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::HasSubstr;

class Runs : public StorageTest {};

TEST_F(Runs, RunsAndFailuresComeBack) {
  auto db = open();
  auto run = a_run();
  run.seed = 0xffffffffffffffff;
  const auto id = RunRepository(db).add(run);
  FailureRepository(db).put(Failure{0, id, "dog.jpg", "mine", "grad-cam", "the layer has no gradient"});
  EXPECT_EQ(RunRepository(db).all()[0].seed, 0xffffffffffffffff);
  EXPECT_EQ(RunRepository(db).all()[0].started_utc, "2026-11-24T00:42:30Z");
  EXPECT_EQ(RunRepository(db).all()[0].device, "cpu");
  EXPECT_EQ(FailureRepository(db).all()[0].run, id);
  EXPECT_EQ(FailureRepository(db).all()[0].reason, "the layer has no gradient");
}

TEST_F(Runs, AFailureIsWhatStandsInTheWayNow) {
  auto db = open();
  FailureRepository failures(db);
  const auto first = RunRepository(db).add(a_run()), second = RunRepository(db).add(a_run());
  const auto id = failures.put({0, first, "dog.jpg", "mine", "grad-cam", "no gradient"});
  failures.put({0, first, "dog.jpg", "mine", "", "cut short"});
  EXPECT_EQ(failures.put({0, second, "dog.jpg", "mine", "grad-cam", "no layer"}), id);
  ASSERT_EQ(failures.all().size(), 2u);
  EXPECT_EQ(failures.all()[0].reason, "no layer");
  EXPECT_EQ(failures.all()[0].run, second);
  failures.resolve("dog.jpg", "mine", "grad-cam");
  failures.resolve("dog.jpg", "mine", "score-cam");
  ASSERT_EQ(failures.all().size(), 1u);
  EXPECT_EQ(failures.all()[0].method, "");
}

TEST_F(Runs, ATimeThatIsNotIso8601IsRefused) {
  auto db = open();
  auto run = a_run();
  run.started_utc = "yesterday";
  EXPECT_THAT(error_of([&] { RunRepository(db).add(run); }), HasSubstr("refused a row"));
}

}  // namespace
}  // namespace vantage::storage
