// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/jobs/job_queue.hpp"

#include <gmock/gmock.h>

#include <chrono>
#include <stdexcept>
#include <thread>

#include "core/error.hpp"
#include "host/viewer/testing/wait.hpp"

namespace vantage::viewer {
namespace {

using ::testing::ElementsAre;

// Work that goes on until it is told not to.
void until_cancelled(JobControl& control) {
  while (!control.cancelled()) std::this_thread::sleep_for(std::chrono::milliseconds(1));
}

TEST(JobQueue, WorksElsewhereAndAnswersHere) {
  JobQueue queue;
  QObject context;
  std::thread::id work, answer;
  queue.submit(
      "count", "a", [&](JobControl&) { work = std::this_thread::get_id(); }, &context,
      [&] { answer = std::this_thread::get_id(); });
  EXPECT_FALSE(queue.idle());
  ASSERT_TRUE(wait_until([&] { return queue.idle(); }));
  EXPECT_NE(work, std::this_thread::get_id());
  EXPECT_EQ(answer, std::this_thread::get_id());
}

TEST(JobQueue, OfOneTagTheLatestWins) {
  JobQueue queue;
  QObject context;
  std::vector<int> answers;
  const auto submit = [&](int n, const char* tag, JobQueue::Work work) {
    queue.submit("n", tag, std::move(work), &context, [&answers, n] { answers.push_back(n); });
  };
  submit(1, "a", until_cancelled);
  submit(2, "a", until_cancelled);
  submit(3, "b", [](JobControl&) {});
  submit(4, "a", [](JobControl&) {});
  ASSERT_TRUE(wait_until([&] { return queue.idle(); }));
  EXPECT_THAT(answers, ElementsAre(3, 4));
}

TEST(JobQueue, CancellingIsSeenBeforeTheWorkEnds) {
  JobQueue queue;
  std::atomic<bool> go_on = true;
  const auto id = queue.submit(
      "deaf", "a",
      [&](JobControl&) {
        while (go_on) std::this_thread::yield();
      },
      nullptr, [] { ADD_FAILURE() << "it was cancelled"; });
  ASSERT_TRUE(wait_until([&] { return queue.jobs().at(0).state == JobQueue::State::running; }));
  int told = 0;
  QObject::connect(&queue, &JobQueue::changed, [&] { ++told; });
  queue.cancel(id);
  EXPECT_EQ(told, 1);
  EXPECT_EQ(queue.jobs().at(0).state, JobQueue::State::cancelling);
  go_on = false;
  ASSERT_TRUE(wait_until([&] { return queue.idle(); }));
}

TEST(JobQueue, AJobThatWaitsCanBeCancelled) {
  JobQueue queue;
  const auto first = queue.submit("first", "a", until_cancelled, nullptr, {});
  const auto second = queue.submit("second", "b", [](JobControl&) { ADD_FAILURE(); }, nullptr, {});
  queue.cancel(second);
  queue.cancel(first);
  ASSERT_TRUE(wait_until([&] { return queue.idle(); }));
}

TEST(JobQueue, ReportsProgress) {
  JobQueue queue;
  std::atomic<bool> go_on = true;
  queue.submit("t-SNE", "a",
               [&](JobControl& control) {
                 control.report(0.25, "iteration 250");
                 while (go_on) std::this_thread::yield();
               },
               nullptr, {});
  bool seen = false;
  QObject::connect(&queue, &JobQueue::changed, [&] {
    if (queue.idle()) return;
    const auto job = queue.jobs().at(0);
    seen |= job.progress.fraction == 0.25 && job.progress.text == "iteration 250" && job.title == "t-SNE";
  });
  EXPECT_TRUE(wait_until([&] { return seen; }));
  go_on = false;
  ASSERT_TRUE(wait_until([&] { return queue.idle(); }));
}

TEST(JobQueue, AFailureIsOneLine) {
  JobQueue queue;
  std::vector<std::string> lines;
  QObject::connect(&queue, &JobQueue::failed, [&](const QString& title, const QString& line) {
    lines.push_back((title + ": " + line).toStdString());
  });
  queue.submit(
      "a", "a", [](JobControl&) { throw core::Error("no such file; check the name"); }, nullptr,
      [] { ADD_FAILURE(); });
  queue.submit("b", "b", [](JobControl&) { throw std::logic_error("x\ny"); }, nullptr, {});
  ASSERT_TRUE(wait_until([&] { return queue.idle(); }));
  EXPECT_THAT(lines, ElementsAre("a: no such file; check the name",
                                 "b: this is a mistake in vantage itself, please report it: x y"));
}

TEST(JobQueue, WhoIsGoneGetsNoAnswer) {
  JobQueue queue;
  auto context = std::make_unique<QObject>();
  queue.submit(
      "a", "a", [](JobControl&) {}, context.get(), [] { ADD_FAILURE(); });
  context.reset();
  ASSERT_TRUE(wait_until([&] { return queue.idle(); }));
}

TEST(JobQueue, EndsItsWorkWhenItEnds) {
  JobQueue queue;
  queue.submit("a", "a", until_cancelled, nullptr, {});
  queue.submit("b", "b", [](JobControl&) { ADD_FAILURE(); }, nullptr, {});
}

}  // namespace
}  // namespace vantage::viewer
