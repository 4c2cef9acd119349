// SPDX-License-Identifier: Apache-2.0
// A program run under limits, for work that may crash, hang, exit or flood.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

namespace vantage::engine {

struct ChildLimits {
  double seconds = 60;              // of the clock
  double cpu_seconds = 10;          // of the processor, all threads together, rounded up to a whole one
  uint64_t memory = 0;              // RLIMIT_DATA in bytes; 0: none
  size_t output = size_t{4} << 20;  // bytes of standard output
};

struct ChildResult {
  bool started = false;      // false: the program could not be run
  bool timed_out = false;    // ended by one of the two
  bool flooded = false;      // ended for writing too much
  int exit_status = -1;      // -1 when a signal ended it
  int signal = 0;            // 0 when it exited by itself
  uint64_t peak_memory = 0;  // bytes resident at most
  std::string output;
};

/// Runs argv[0] (a path) in a process group of its own, standard input and error on /dev/null, and reads its
/// standard output. Returns once the program itself has ended, whoever else still holds its output open; the
/// whole group is then killed and the program reaped. Never takes much longer than the clock's limit.
/// Thread-safe; throws Error when the system gives no pipe or no process.
ChildResult run_child(const std::vector<std::string>& argv, const ChildLimits& limits);

}  // namespace vantage::engine
