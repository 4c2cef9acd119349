// SPDX-License-Identifier: Apache-2.0
// vantage-bench: how fast this machine is, and how far from that the program. See docs/performance.md.
#include <fmt/chrono.h>
#include <fmt/format.h>

#include <ctime>
#include <filesystem>
#include <fstream>
#include <thread>

#include "host/engine/error.hpp"
#include "host/engine/host_services.hpp"
#include "host/engine/memory_policy.hpp"
#include "tools/bench/bench.hpp"

namespace {

using namespace vantage;

constexpr char kHelp[] =
    "vantage-bench [--rounds N] [--only PART] [--slow] [--checkpoints DIR] [--photograph FILE]... "
    "[ARCHITECTURE...]\n"
    "Measures forward passes, methods, experiments, t-SNE, memory and start-up, and prints tables for "
    "docs/performance.md.\n"
    "  --rounds N         times that everything runs in turns (default: 5)\n"
    "  --only PART        forward, methods, bbmp, experiments, tsne, memory or start-up\n"
    "  --slow             methods of hundreds of passes as well, and what BBMP reaches (minutes)\n"
    "  --checkpoints DIR  real weights, DIR/ARCHITECTURE.pth, instead of random ones\n"
    "  --photograph FILE  for BBMP, in the place of drawn pictures; as often as there are files\n";

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  return "unknown processor";
}

}  // namespace

int main(int argc, char** argv) {
  bench::Options options;
  std::vector<std::string> architectures;
  std::string memory_of, only;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    const bool more = i + 1 < argc;
    if (a == "--rounds" && more) {
      options.rounds = std::max(1, std::atoi(argv[++i]));
    } else if (a == "--checkpoints" && more) {
      options.checkpoints = argv[++i];
    } else if (a == "--photograph" && more) {
      options.photographs.emplace_back(argv[++i]);
    } else if (a == "--score-cam-memory" && more) {
      memory_of = argv[++i];
    } else if (a == "--only" && more) {
      only = argv[++i];
    } else if (a == "--slow") {
      options.slow = true;
    } else if (a[0] == '-') {
      fmt::print(stderr, "{}", kHelp);
      return a == "--help" ? 0 : 2;
    } else {
      architectures.push_back(a);
    }
  }
  if (!architectures.empty()) options.architectures = architectures;
  const auto self = std::filesystem::read_symlink("/proc/self/exe");
  const auto program = self.parent_path() / "vantage";
  const int threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  engine::configure(threads, 0);
  engine::keep_freed_memory();
  const auto wanted = [&](const char* part) { return only.empty() || only == part; };
  try {
    engine::RegistryOptions registry;
    registry.probe_program = program;
    engine::Registry plugins(registry);
    if (!memory_of.empty()) {
      bench::memory_of_score_cam(plugins, options, memory_of);
      return 0;
    }
    const auto ceiling = bench::matrix_product();
    fmt::print("{}, {} threads, {}, {:%Y-%m-%d}\n", processor(), threads, VANTAGE_RUNTIME,
               fmt::gmtime(std::time(nullptr)));
    fmt::print("matrix product 2048 x 2048 x 2048 by {}: fp32 {:.0f} GMAC/s, bf16 {:.0f} GMAC/s\n",
               ceiling.by, ceiling.fp32, ceiling.bf16);
    if (wanted("forward")) bench::forward_passes(plugins, options, ceiling);
    if (wanted("methods")) bench::methods(plugins, options);
    if (only == "bbmp" || (only.empty() && options.slow)) bench::bbmp(plugins, options);
    if (wanted("experiments")) bench::runner(plugins, self.string(), options);
    if (wanted("tsne")) bench::tsne(options.rounds);
    if (wanted("memory")) bench::memory(self.string(), options);
  } catch (const std::runtime_error& e) {
    fmt::print(stderr, "vantage-bench: {}\n", e.what());
    return 1;
  }
  if (wanted("start-up")) bench::start_up(program.string(), 10);
  return 0;
}
