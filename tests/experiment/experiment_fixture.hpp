// SPDX-License-Identifier: Apache-2.0
// A small data set of drawn pictures, experiments over it with networks of random weights, and what a
// database holds, as text that does not depend on ids and times.
#pragma once
#include <SQLiteCpp/SQLiteCpp.h>
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
  /// Everything that a run makes, but for ids, runs and times.
  std::vector<std::string> contents(const std::string& name) const {
    std::vector<std::string> all;
    SQLite::Database db(folder.path() / name, SQLite::OPEN_READONLY);
    for (const char* sql : {"SELECT m.name, i.sha256, p.precision, t.rank, t.class, t.probability FROM "
                            "predictions p JOIN models m ON "
                            "m.id = p.model_id JOIN images i ON i.id = p.image_id JOIN prediction_top t ON "
                            "t.prediction_id = p.id "
                            "ORDER BY 1, 2, 3, 4",
                            "SELECT m.name, d.path, l.probability, l.rank FROM labelled_predictions l JOIN "
                            "predictions p ON p.id = "
                            "l.prediction_id JOIN models m ON m.id = p.model_id JOIN dataset_images d ON "
                            "d.id = l.dataset_image_id "
                            "ORDER BY 1, 2",
                            "SELECT m.name, s.precision, s.class, s.images, hex(s.sums) FROM class_sums s "
                            "JOIN models m ON m.id = "
                            "s.model_id ORDER BY 1, 2, 3",
                            "SELECT m.name, i.sha256, x.method, x.parameters, x.profile, x.layer, e.class, "
                            "e.precision, e.seed, "
                            "e.logit, e.probability, e.no_attention, e.height, e.width, e.format, hex(e.map) "
                            "FROM explanations e JOIN "
                            "models m ON m.id = e.model_id JOIN images i ON i.id = e.image_id JOIN methods x "
                            "ON x.id = e.method_id "
                            "ORDER BY 1, 2, 3, 4, 7",
                            "SELECT image, model, method, reason FROM failures ORDER BY 1, 2, 3"}) {
      SQLite::Statement rows(db, sql);
      while (rows.executeStep()) {
        std::string line;
        for (int c = 0; c < rows.getColumnCount(); ++c) line += rows.getColumn(c).getString() + "|";
        all.push_back(std::move(line));
      }
    }
    return all;
  }

  testing::TemporaryFolder folder;
};

}  // namespace vantage::engine
