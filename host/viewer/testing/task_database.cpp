// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/testing/task_database.hpp"

#include <fmt/format.h>

#include "core/files.hpp"
#include "core/overlay.hpp"
#include "core/sample_image.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "host/engine/experiment/runner.hpp"
#include "host/viewer/testing/built_plugins.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

namespace fs = std::filesystem;

storage::Model lost_model() {
  storage::Model m;
  m.name = "lost";
  m.architecture = "m1";
  m.source = "/nowhere/lost.pth";
  m.weights_sha256 = std::string(64, 'a');
  m.loader = "toy";
  m.loader_version = "1.0.0";
  m.classes = 2;
  m.input_height = m.input_width = m.resize = 4;
  m.std = {1, 1, 1};
  return m;
}

}  // namespace

engine::Registry& task_registry() {
  static engine::Registry registry(built_plugins());
  return registry;
}

TaskDatabase::TaskDatabase() : file_(folder_ / "task.db") {
  const fs::path pictures = folder_ / "pictures";
  for (int i = 0; i < 9; ++i) {
    const fs::path file = pictures / "thing" / fmt::format("class{}", i % 3) / fmt::format("{}.png", i);
    fs::create_directories(file.parent_path());
    core::write_atomically(file, core::encode_png(core::draw_sample_image(static_cast<uint64_t>(i), 64, 64)));
  }
  auto db = open();
  engine::register_dataset(db, "drawn", pictures.string(), core::list_dataset(pictures));
  engine::Experiment e;
  e.name = "predictions";
  e.text = "dataset: drawn\n";
  e.dataset = "drawn";
  e.models = {{"small", "linear-gap", {{"input", "32"}}}, {"large", "linear-gap", {{"input", "48"}}}};
  engine::run_experiment(task_registry(), db, e);
  storage::ModelRepository(db).upsert(lost_model());
  storage::AccuracyRepository(db).refresh(engine::find_dataset(db, "drawn").id);
}

}  // namespace vantage::viewer
