// SPDX-License-Identifier: Apache-2.0
// What an experiment takes beyond the passes and methods themselves: reading images, writing results.
#include <fmt/format.h>

#include <unistd.h>

#include <cstdlib>
#include <filesystem>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/sample_image.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "host/engine/experiment/runner.hpp"
#include "host/engine/wait_policy.hpp"
#include "tools/bench/bench.hpp"
#include "tools/bench/measure.hpp"

namespace vantage::bench {
namespace {

namespace fs = std::filesystem;
constexpr size_t kBatch = 16;
constexpr int kFew = 32, kMany = 352;  // images; the difference leaves out what a run does once

// JPEGs of the size of ImageNet's, in a folder that goes with this object.
struct Pictures {
  Pictures() : folder(fs::temp_directory_path() / fmt::format("vantage-bench-{}", getpid())) {
    fs::create_directories(folder);
    for (int i = 0; i < kMany; ++i) {
      cv::Mat bgr;
      cv::cvtColor(core::draw_sample_image(static_cast<uint64_t>(i), 500, 375), bgr, cv::COLOR_RGB2BGR);
      cv::imwrite((folder / fmt::format("{:04}.jpg", i)).string(), bgr);
    }
  }
  ~Pictures() { fs::remove_all(folder); }
  fs::path folder;
};

// Seconds an image of a run over the pictures into a new database.
double run_seconds(engine::Registry& plugins, const Pictures& pictures, const engine::Experiment& wanted) {
  const auto seconds_of = [&](int images) {
    const auto file = pictures.folder / "bench.db";
    for (const char* end : {"", "-wal", "-shm"}) fs::remove(file.string() + end);
    auto db = storage::Database::create_or_open(file);
    engine::register_dataset(db, "pictures", "bench", core::list_dataset(pictures.folder));
    auto e = wanted;
    e.dataset = "pictures";
    e.choice.limit = images;
    return seconds([&] {
      if (engine::run_experiment(plugins, db, e).failures > 0)
        throw engine::Error("a run of the benchmark failed");
    });
  };
  const double few = seconds_of(kFew);
  return (seconds_of(kMany) - few) / (kMany - kFew);
}

// Seconds an image of the plan alone, on one batch in memory.
double plan_seconds(const engine::ExplainPlan& plan, const engine::ImageBatch& batch, int times) {
  plan.run(batch);
  return seconds([&] {
           for (int i = 0; i < times; ++i) plan.run(batch);
         }) /
         (times * static_cast<double>(kBatch));
}

// One row: networks that share each image's reading, and methods that share each network's pass.
void line(engine::Registry& plugins, const Pictures& pictures, const Options& options,
          const std::vector<std::string>& networks, const std::string& title,
          const std::vector<std::string>& ids) {
  engine::Experiment e;
  e.name = "bench";
  e.batch = kBatch;
  std::vector<std::unique_ptr<engine::Method>> owned;
  std::vector<const engine::Method*> methods;
  for (const auto& id : ids) {
    e.methods.push_back(engine::parse_method(id));
    owned.push_back(engine::Method::open(plugins, e.methods.back()));
    methods.push_back(owned.back().get());
  }
  std::vector<std::unique_ptr<engine::OpenModel>> models;
  for (const auto& name : networks) {
    e.models.push_back(spec_of(options, name, "fused", "fp32"));
    models.push_back(open(plugins, options, name, "fused", "fp32"));
  }
  Series bare, run;
  for (int r = 0; r < std::max(1, options.rounds / 2); ++r) {
    double together = 0;
    for (const auto& model : models)
      together += plan_seconds({*model, methods, e.options}, *batch_of(kBatch, model->info()),
                               (kMany - kFew) / static_cast<int>(kBatch));
    bare.times.push_back(together);
    run.times.push_back(run_seconds(plugins, pictures, e));
  }
  const auto name = networks.size() == 1 ? networks[0] : fmt::format("these {} together", networks.size());
  fmt::print("| {} | {} | {:.2f} | {:.2f} | {:.0f} % |\n", name, title, 1e3 * bare.best(), 1e3 * run.best(),
             100 * bare.best() / run.best());
  std::fflush(stdout);
}

}  // namespace

void runner(engine::Registry& plugins, const std::string& program, const Options& options) {
  if (engine::let_waiting_threads_sleep()) {
    auto command = program + fmt::format(" --only experiments --rounds {}", options.rounds);
    if (!options.checkpoints.empty()) command += " --checkpoints '" + options.checkpoints + "'";
    for (const auto& name : options.architectures) command += " " + name;
    std::fflush(stdout);
    if (std::system(command.c_str()) != 0) fmt::print("the measurement of experiments failed\n");
    return;
  }
  const std::vector<std::string> cams = {"grad-cam", "grad-cam++", "xgrad-cam", "layer-cam"};
  const Pictures pictures;
  fmt::print(
      "\n## Experiments: milliseconds an image, JPEGs of 500 x 375\n\n"
      "| network | what | passes and methods alone | the whole run | share |\n|---|---|---|---|---|\n");
  for (const auto& name : options.architectures) {
    line(plugins, pictures, options, {name}, "predictions", {});
    line(plugins, pictures, options, {name}, "four gradient CAMs", cams);
  }
  line(plugins, pictures, options, options.architectures, "predictions", {});
  line(plugins, pictures, options, options.architectures, "four gradient CAMs", cams);
  line(plugins, pictures, options, options.architectures, "VAC-CNN's five",
       {"grad-cam", "grad-cam++", "smooth-grad-cam++:samples=4", "score-cam:max_channels=8",
        "bbmp:iterations=2"});
}

}  // namespace vantage::bench
