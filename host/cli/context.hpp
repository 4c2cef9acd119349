// SPDX-License-Identifier: Apache-2.0
// What every command has: the options that hold for all, the plugins, the two streams.
#pragma once
#include <chrono>
#include <cstdint>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

#include "host/engine/registry.hpp"

namespace vantage::cli {

/// The command line makes no sense: exit status 2. Anything else that goes wrong is status 1.
struct UsageError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Globals {
  std::vector<std::string> plugin_dirs;
  int threads = 0;      // 0: as many as the machine has
  uint64_t memory = 0;  // bytes for scratch; 0: a quarter of what is free
  uint64_t seed = 0;
  bool json = false, quiet = false, verbose = false, help = false;
};

class Context {
 public:
  Context(std::string command_line, char** argv) : command_line_(std::move(command_line)), argv_(argv) {}

  Globals globals;
  const std::string& command_line() const { return command_line_; }
  int threads() const;
  /// Discovers the plugins at the first call.
  engine::Registry& plugins();

  /// Goes on as another program, `beside` the folder of this one, with the same arguments.
  [[noreturn]] void become(const char* beside) const;

  /// One line on stderr that says how far things are, unless --quiet: rewritten in place on a terminal, else
  /// a line at most every ten seconds. May be called as often as one likes.
  void progress(const std::string& text);
  void end_progress();
  /// A failure among results that are still delivered.
  void report(const std::string& reason);

 private:
  std::string command_line_;
  char** argv_;
  std::unique_ptr<engine::Registry> plugins_;
  size_t shown_ = 0;
  std::chrono::steady_clock::time_point shown_at_ = std::chrono::steady_clock::now();
};

}  // namespace vantage::cli
