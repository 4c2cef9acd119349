// SPDX-License-Identifier: Apache-2.0
// A small data set of drawn pictures, experiments over it with networks of random weights, and what a
// database holds, as text that does not depend on ids and times.
#pragma once
#include <fmt/format.h>
#include <gtest/gtest.h>

#include <filesystem>
#include <string>
#include <vector>

#include "core/files.hpp"
#include "core/overlay.hpp"
#include "core/sample_image.hpp"
#include "core/testing/shared_data.hpp"
#include "host/engine/experiment/register_dataset.hpp"
#include "host/engine/experiment/runner.hpp"
#include "tests/support/database_contents.hpp"
#include "tests/support/engine.hpp"

namespace vantage::engine {

namespace fs = std::filesystem;

struct ExperimentTest : ::testing::Test {
  static constexpr int kClasses = 3;

  // pictures/<class>/<n>.png, classes in turns.
  void draw(int images) {
    for (int i = 0; i < images; ++i) {
      const auto file =
          folder.path() / "pictures" / fmt::format("class{}", i % kClasses) / fmt::format("{:03}.png", i);
      fs::create_directories(file.parent_path());
      core::write_atomically(file,
                             core::encode_png(core::draw_sample_image(static_cast<uint64_t>(i), 80, 64)));
    }
  }
  fs::path write(const std::string& name, const std::string& text) const {
    core::write_atomically(folder.path() / name, text);
    return folder.path() / name;
  }
  /// A database with the pictures as data set "drawn".
  storage::Database database(const std::string& name) const {
    auto db = storage::Database::create_or_open(folder.path() / name);
    const auto pictures = (folder.path() / "pictures").string();
    register_dataset(db, "drawn", pictures, core::list_dataset(pictures));
    return db;
  }
  Experiment read(const std::string& text) const {
    return read_experiment(write("experiment.yaml", text), test::plugins());
  }
  std::string error(const std::string& text) const {
    try {
      read(text);
    } catch (const Error& e) {
      std::string what = e.what();
      const auto path = (folder.path() / "experiment.yaml").string();
      return what.rfind(path, 0) == 0 ? what.substr(path.size() + 1) : what;
    }
    return "(no error)";
  }
  std::vector<std::string> contents(const std::string& name) const {
    return test::database_contents(folder.path() / name);
  }

  testing::TemporaryFolder folder;
};

}  // namespace vantage::engine
