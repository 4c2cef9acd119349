// SPDX-License-Identifier: Apache-2.0
// What only a process of its own can show: its peak memory, and how long it takes to start.
#include <fmt/format.h>
#include <malloc.h>
#include <sys/resource.h>

#include <cstdlib>

#include "tools/bench/bench.hpp"
#include "tools/bench/measure.hpp"

namespace vantage::bench {
namespace {

double peak_mb() {
  rusage usage{};
  getrusage(RUSAGE_SELF, &usage);
  return static_cast<double>(usage.ru_maxrss) / 1024;
}

}  // namespace

void memory_of_score_cam(engine::Registry& plugins, const Options& options, const std::string& architecture) {
  const auto model = open(plugins, options, architecture, "fused", "fp32");
  const auto image = batch_of(1, model->info());
  engine::predict(*model, *image);
  const double before = peak_mb();
  const auto method = engine::Method::open(plugins, engine::parse_method("score-cam"));
  engine::ExplainOptions explain;
  explain.classes = {"3"};
  engine::ExplainPlan(*model, {method.get()}, explain).run(*image);
  fmt::print("| {} | {:.0f} | {:.0f} |\n", architecture, before, peak_mb() - before);
}

void memory(const std::string& program, const Options& options) {
  fmt::print(
      "\n## Peak resident memory of Score-CAM, MB\n\n| network | model and one pass | Score-CAM, above that "
      "|\n|---|---|---|\n");
  std::fflush(stdout);
  for (const auto& name : options.architectures)
    if (std::system((program + " --score-cam-memory " + name).c_str()) != 0)
      fmt::print("| {} | failed | |\n", name);
}

void start_up(const std::string& program, int rounds) {
  fmt::print("\n## Start to exit, seconds\n\n| command | best | median |\n|---|---|---|\n");
  for (const std::string command :
       {"--help", "plugins list",
        "explain --model resnet18,seed=1 --method grad-cam --image " VANTAGE_SOURCE_DIR
        "/docs/pictures/explain.png"}) {
    Series series;
    const auto line = program + " " + command + " >/dev/null 2>&1";
    int status = std::system(line.c_str());  // warms the caches
    for (int r = 0; r < rounds; ++r)
      series.times.push_back(seconds([&] { status |= std::system(line.c_str()); }));
    fmt::print("| vantage {} | {:.4f} | {:.4f} |{}\n", command.substr(0, command.find(" --model")),
               series.best(), series.median(), status ? " failed" : "");
  }
}

}  // namespace vantage::bench
