// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/testing/bundled_database.hpp"

#include "core/synthetic/dataset.hpp"
#include "host/engine/analysis/layouts.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "host/engine/experiment/runner.hpp"
#include "host/viewer/testing/built_plugins.hpp"

namespace vantage::viewer {
namespace {

namespace fs = std::filesystem;

engine::Experiment experiment(const std::vector<std::string>& models,
                              std::vector<engine::MethodSpec> methods) {
  engine::Experiment e;
  e.name = "bundled";
  e.text = "dataset: drawn\n";
  e.dataset = "drawn";
  for (const std::string& name : models) e.models.push_back({name, name, {}});
  e.methods = std::move(methods);
  e.options.classes = {"label"};
  return e;
}

}  // namespace

BundledDatabase::BundledDatabase() : file_(folder_ / "results.db") {
  core::synthetic::DatasetOptions two;
  two.test_per_class = 2;
  const fs::path drawn = folder_ / "drawn";
  core::synthetic::write_dataset(drawn, two);
  core::DatasetOptions options;
  options.taxonomy = drawn / "taxonomy.csv";
  auto db = open();
  engine::register_dataset(db, "drawn", drawn.string(), core::list_dataset(drawn / "images.csv", options));
  engine::Registry registry(built_plugins());
  engine::run_experiment(registry, db, experiment({"mini_resnet10", "mini_resnet34"}, {{"grad-cam", {}}}));
  engine::run_experiment(registry, db, experiment({"mini_alexnet"}, {}));
  const int64_t dataset = engine::find_dataset(db, "drawn").id;
  report_ = engine::report_accuracy(db, dataset);
  engine::update_layouts(db, dataset);
}

}  // namespace vantage::viewer
