// SPDX-License-Identifier: Apache-2.0
#include "host/cli/context.hpp"

#include <fmt/format.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <chrono>
#include <cstdio>
#include <filesystem>
#include <system_error>
#include <thread>

#ifndef VANTAGE_FRONT
#include <opencv2/core/utility.hpp>
#endif

#include "host/engine/error.hpp"
#include "host/engine/host_services.hpp"

namespace vantage::cli {

namespace {

std::filesystem::path this_program() {
  return std::filesystem::read_symlink("/proc/self/exe");
}

}  // namespace

void Context::become(const char* beside) const {
  const auto program = (this_program().parent_path() / beside).lexically_normal();
  execv(program.c_str(), argv_);
  throw engine::Error("cannot start " + program.string() + ": " + std::generic_category().message(errno) +
                      "; the installation is incomplete, install vantage again");
}

int Context::threads() const {
  if (globals.threads > 0) return globals.threads;
  return static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
}

engine::Registry& Context::plugins() {
  if (!plugins_) {
    engine::configure(threads(), globals.memory);
#ifndef VANTAGE_FRONT
    cv::setNumThreads(threads());
#endif
    if (globals.verbose)
      engine::set_log_sink([](int, std::string_view line) { fmt::print(stderr, "vantage: {}\n", line); });
    engine::RegistryOptions options;
    for (const auto& d : globals.plugin_dirs) options.plugin_dirs.emplace_back(d);
    options.probe_program = this_program().parent_path() / VANTAGE_PROBE_PROGRAM;
    plugins_ = std::make_unique<engine::Registry>(options);
  }
  return *plugins_;
}

void Context::progress(const std::string& text) {
  using std::chrono::steady_clock;
  if (globals.quiet) return;
  const bool terminal = isatty(STDERR_FILENO);
  const auto pause = terminal ? std::chrono::milliseconds(50) : std::chrono::seconds(10);
  if (const auto now = steady_clock::now(); now - shown_at_ < pause) return;
  shown_at_ = steady_clock::now();
  if (!terminal) {
    fmt::print(stderr, "{}\n", text);
    return;
  }
  fmt::print(stderr, "\r{:<{}}", text, std::max(shown_, text.size()));
  std::fflush(stderr);
  shown_ = text.size();
}

void Context::end_progress() {
  if (shown_) fmt::print(stderr, "\r{:<{}}\r", "", shown_);
  shown_ = 0;
}

void Context::report(const std::string& reason) {
  end_progress();
  fmt::print(stderr, "vantage: {}\n", reason);
}

}  // namespace vantage::cli
