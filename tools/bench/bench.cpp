// SPDX-License-Identifier: Apache-2.0
// vantage-bench [--rounds N] [--batch N] [ARCHITECTURE...]: forward passes the way PyTorch runs them
// (eager), fused, and fused in bf16, in turns within one process, so that the ratios hold on a busy machine
// too; then how long the program takes to start. Random weights: a pass takes as long with any.
#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <cstdlib>
#include <filesystem>
#include <fstream>
#include <string>
#include <thread>
#include <vector>

#include "host/engine/error.hpp"
#include "host/engine/host_services.hpp"
#include "host/engine/open_model.hpp"

namespace {

using namespace vantage;

double seconds(const std::function<void()>& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

struct Series {
  std::vector<double> times;
  double best() const { return *std::min_element(times.begin(), times.end()); }
  double median() const {
    auto t = times;
    std::nth_element(t.begin(), t.begin() + static_cast<std::ptrdiff_t>(t.size() / 2), t.end());
    return t[t.size() / 2];
  }
};

// A batch of the same unremarkable numbers for every network.
struct Batch {
  Batch(int64_t n, const vtg_model_info& i) : shape{n, i.channels, i.height, i.width} {
    strides[3] = 1;
    for (int d = 2; d >= 0; --d) strides[d] = strides[d + 1] * shape[d + 1];
    values.resize(static_cast<size_t>(strides[0] * n));
    for (size_t k = 0; k < values.size(); ++k)
      values[k] = static_cast<float>((k * 2654435761u) % 1000) / 500.0f - 1.0f;
    view.data = values.data();
    view.device = {1, 0};
    view.ndim = 4;
    view.dtype = {2, 32, 1};
    view.shape = shape;
    view.strides = strides;
  }
  int64_t shape[4], strides[4];
  std::vector<float> values;
  vtg_view view{};
};

std::unique_ptr<engine::OpenModel> open(engine::Registry& plugins, const std::string& architecture,
                                        const char* execution, const char* precision) {
  return engine::OpenModel::open(
      plugins, {"", architecture, {{"seed", "1"}, {"execution", execution}, {"precision", precision}}});
}

void forward_passes(engine::Registry& plugins, const std::vector<std::string>& architectures, int rounds,
                    int64_t batch) {
  fmt::print("forward pass, batch {}, seconds (best and median of {} rounds in turns)\n", batch, rounds);
  fmt::print("{:<18}{:>18}{:>18}{:>8}{:>18}{:>8}{:>14}\n", "network", "eager", "fused", "ratio", "fused bf16",
             "ratio", "fused GMAC/s");
  for (const auto& name : architectures) {
    const std::unique_ptr<engine::OpenModel> models[] = {open(plugins, name, "eager", "fp32"),
                                                         open(plugins, name, "fused", "fp32"),
                                                         open(plugins, name, "fused", "bf16")};
    const Batch input(batch, models[0]->info());
    Series series[3];
    for (int r = -1; r < rounds; ++r)
      for (size_t m = 0; m < 3; ++m) {
        const double t = seconds([&] { models[m]->api().forward(vantage::View(&input.view)); });
        if (r >= 0) series[m].times.push_back(t);  // the first round warms up
      }
    const auto pair = [](const Series& s) { return fmt::format("{:.4f} {:.4f}", s.best(), s.median()); };
    fmt::print("{:<18}{:>18}{:>18}{:>8.2f}{:>18}{:>8.2f}{:>14.1f}\n", name, pair(series[0]), pair(series[1]),
               series[0].best() / series[1].best(), pair(series[2]), series[0].best() / series[2].best(),
               static_cast<double>(models[1]->info().macs * batch) / series[1].best() * 1e-9);
    std::fflush(stdout);
  }
}

void start_up(const std::filesystem::path& program, int rounds) {
  fmt::print("\nstart to exit, seconds (best and median of {})\n", rounds);
  for (const char* command : {"--help", "plugins list"}) {
    Series series;
    const auto line = program.string() + " " + command + " >/dev/null 2>&1";
    int status = std::system(line.c_str());  // warms the cache of verdicts
    for (int r = 0; r < rounds; ++r)
      series.times.push_back(seconds([&] { status |= std::system(line.c_str()); }));
    fmt::print("{:<24}{:.4f} {:.4f}{}\n", std::string("vantage ") + command, series.best(), series.median(),
               status ? "  (failed)" : "");
  }
}

std::string processor() {
  std::ifstream info("/proc/cpuinfo");
  for (std::string line; std::getline(info, line);)
    if (line.rfind("model name", 0) == 0) return line.substr(line.find(':') + 2);
  return "unknown processor";
}

}  // namespace

int main(int argc, char** argv) {
  int rounds = 5;
  int64_t batch = 16;
  std::vector<std::string> architectures;
  for (int i = 1; i < argc; ++i) {
    const std::string a = argv[i];
    if (a == "--rounds" && i + 1 < argc)
      rounds = std::max(1, std::atoi(argv[++i]));
    else if (a == "--batch" && i + 1 < argc)
      batch = std::max(1, std::atoi(argv[++i]));
    else
      architectures.push_back(a);
  }
  if (architectures.empty()) architectures = {"resnet18", "resnet50", "mobilenet_v2", "squeezenet1_1"};
  const auto program = std::filesystem::read_symlink("/proc/self/exe").parent_path() / "vantage";
  const int threads = static_cast<int>(std::max(1u, std::thread::hardware_concurrency()));
  engine::configure(threads, 0);
  fmt::print("{}, {} threads, {}\n\n", processor(), threads, VANTAGE_RUNTIME);
  try {
    engine::RegistryOptions options;
    options.probe_program = program;
    engine::Registry plugins(options);
    forward_passes(plugins, architectures, rounds, batch);
  } catch (const std::runtime_error& e) {
    fmt::print(stderr, "vantage-bench: {}\n", e.what());
    return 1;
  }
  start_up(program, 10);
  return 0;
}
