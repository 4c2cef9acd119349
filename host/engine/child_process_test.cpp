// SPDX-License-Identifier: Apache-2.0
#include "host/engine/child_process.hpp"

#include <gmock/gmock.h>
#include <signal.h>
#include <unistd.h>

#include <chrono>
#include <fstream>
#include <thread>

namespace {

using namespace vantage::engine;
using testing::SizeIs;

struct Timed {
  ChildResult result;
  double seconds;
};

Timed shell(const std::string& script, ChildLimits limits = {}) {
  const auto start = std::chrono::steady_clock::now();
  auto r = run_child({"/bin/sh", "-c", script}, limits);
  return {std::move(r), std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count()};
}

// From "PID (name) STATE ...".
std::string state_of(const std::string& process) {
  std::ifstream stat("/proc/" + process + "/stat");
  std::string pid, name, state;
  return stat >> pid >> name >> state ? state : "gone";
}

TEST(ChildProcess, ReturnsOutputAndStatus) {
  const auto [r, seconds] = shell("echo one; echo lost >&2; read x || echo no input; exit 7");
  EXPECT_TRUE(r.started);
  EXPECT_EQ(r.output, "one\nno input\n");
  EXPECT_EQ(r.exit_status, 7);
  EXPECT_EQ(r.signal, 0);
}

TEST(ChildProcess, ReadsMoreThanAPipeHolds) {
  EXPECT_THAT(shell("head -c 1000000 /dev/zero").result.output, SizeIs(1000000));
}

TEST(ChildProcess, TellsASignal) {
  const auto r = shell("kill -SEGV $$").result;
  EXPECT_EQ(r.signal, SIGSEGV);
  EXPECT_EQ(r.exit_status, -1);
}

TEST(ChildProcess, DeadlineEndsTheWholeGroup) {
  ChildLimits limits;
  limits.seconds = 0.3;
  const auto [r, seconds] = shell("sleep 60 & echo $!; sleep 60", limits);
  EXPECT_TRUE(r.timed_out);
  EXPECT_LT(seconds, 5);
  // SIGKILL has been sent to the grandchild; its end takes the system a moment.
  const std::string grandchild = std::to_string(std::stoi(r.output));
  std::string state = state_of(grandchild);
  for (int i = 0; i < 200 && state != "gone" && state != "Z"; ++i) {
    std::this_thread::sleep_for(std::chrono::milliseconds(10));
    state = state_of(grandchild);
  }
  // A zombie is one that its new parent has not reaped yet.
  EXPECT_THAT(state, testing::AnyOf("gone", "Z"));
}

// A plugin on a cold disk waited for more than ten seconds and was refused as if it hung.
TEST(ChildProcess, WaitingForADiskWasTakenForAHang) {
  ChildLimits limits;
  limits.cpu_seconds = 1;
  EXPECT_EQ(shell("sleep 1.2; echo done", limits).result.output, "done\n");
}

TEST(ChildProcess, ProcessorTimeIsLimited) {
  ChildLimits limits;
  limits.cpu_seconds = 1;
  for (const char* busy : {"while :; do :; done", "trap '' XCPU; while :; do :; done"})
    EXPECT_TRUE(shell(busy, limits).result.timed_out) << busy;
}

TEST(ChildProcess, ClosedOutputDoesNotEscapeTheDeadline) {
  ChildLimits limits;
  limits.seconds = 0.3;
  EXPECT_TRUE(shell("exec >&-; sleep 60", limits).result.timed_out);
}

TEST(ChildProcess, OutputHeldByOthersIsNotWaitedFor) {
  // In a session of its own, out of the group's reach.
  const auto [r, seconds] = shell("setsid sleep 4 & echo done");
  EXPECT_EQ(r.output, "done\n");
  EXPECT_LT(seconds, 3);
}

TEST(ChildProcess, FloodIsCutOff) {
  ChildLimits limits;
  limits.output = 100000;
  const auto [r, seconds] = shell("cat /dev/zero", limits);
  EXPECT_TRUE(r.flooded);
  EXPECT_LT(seconds, 5);
}

TEST(ChildProcess, OpenFilesAreNotInherited) {
  const int fd = dup(STDERR_FILENO);
  EXPECT_EQ(shell("[ -e /proc/self/fd/" + std::to_string(fd) + " ] || echo closed").result.output,
            "closed\n");
  close(fd);
}

TEST(ChildProcess, MissingProgramIsNotStarted) {
  EXPECT_FALSE(run_child({"/nowhere/program"}, {}).started);
}

}  // namespace
