// SPDX-License-Identifier: Apache-2.0
// What the tests of merge() share: shards of one experiment, and what a file says without its ids.
#pragma once

#include "storage/connection.hpp"
#include "storage/dataset_fixture.hpp"
#include "storage/merge.hpp"

namespace vantage::storage {

inline constexpr std::array<std::array<int, 3>, 5> kConfidences = {
    {{4, 3, 1}, {2, 5, 1}, {0, 4, 4}, {0, 8, 0}, {5, 3, 0}}};

// Everything but ids, runs and what is derived again.
inline constexpr const char* kContents[] = {
    "SELECT command_line, started_utc FROM runs",
    "SELECT name, architecture, weights_sha256 FROM models",
    "SELECT path, sha256, width FROM images",
    "SELECT method, version, parameters, profile, layer FROM methods",
    "SELECT name, source, sha256 FROM datasets",
    "SELECT d.name, c.class, c.wnid, c.label, c.root FROM dataset_classes c JOIN datasets d ON d.id = "
    "c.dataset_id",
    "SELECT d.name, e.position, e.path, e.class, e.split, i.sha256, b.number, b.xmax FROM dataset_images e "
    "JOIN datasets d ON d.id = e.dataset_id JOIN images i ON i.id = e.image_id "
    "LEFT JOIN boxes b ON b.dataset_image_id = e.id",
    "SELECT v.model, v.image_sha256, v.precision, v.seconds, t.rank, t.class, t.probability, "
    "hex(c.probabilities) "
    "FROM v_predictions v JOIN prediction_top t ON t.prediction_id = v.id "
    "LEFT JOIN confidences c ON c.prediction_id = v.id",
    "SELECT v.model, v.image_sha256, v.method, v.class, v.seed, hex(v.map), a.threshold, a.area "
    "FROM v_explanations v LEFT JOIN attention a ON a.explanation_id = v.id",
    "SELECT dataset, position, model, class, predicted, probability, rank FROM v_labelled",
    "SELECT dataset, model, class, images, top1, top5 FROM v_accuracy",
    "SELECT d.name, m.name, s.class, s.images, hex(s.sums) FROM class_sums s JOIN datasets d ON d.id = "
    "s.dataset_id "
    "JOIN models m ON m.id = s.model_id",
    "SELECT dataset, position, model, method, threshold, pointing, mass_inside FROM v_localisation",
    "SELECT name, text, sha256 FROM experiments",
    "SELECT image, model, method, reason FROM failures"};

class MergeTest : public StorageTest {
 protected:
  fs::path path(const std::string& name) { return folder / name; }
  Database open_at(const std::string& name) { return Database::create_or_open(path(name)); }

  std::vector<std::string> contents(const std::string& name) {
    auto db = open_at(name);
    std::vector<std::string> lines;
    for (const char* sql : kContents) {
      std::vector<std::string> rows;
      for (SQLite::Statement query(db.connection().sqlite(), sql); query.executeStep();) {
        rows.emplace_back();
        for (int i = 0; i < query.getColumnCount(); ++i) rows.back() += query.getColumn(i).getString() + "|";
      }
      std::sort(rows.begin(), rows.end());
      lines.insert(lines.end(), rows.begin(), rows.end());
    }
    return lines;
  }

  // One shard of an experiment: `models` on the entries at `positions`. Maps for church pictures.
  void shard(const std::string& name, const std::vector<std::string>& models,
             const std::vector<size_t>& positions, const std::string& command = "vantage run") {
    auto db = open_at(name);
    const auto set = small_set(db);
    ExperimentRepository(db).put({0, set, "", "night", "models: [a, b]", "2026-11-24T00:42:30Z"});
    auto start = a_run();
    start.command_line = command;
    const auto run = RunRepository(db).add(start);
    const auto entries = entries_of(db, set);
    for (const auto& m : models) {
      const auto model = ModelRepository(db).upsert(network(m));
      for (const size_t p : positions) {
        count(db, run, model, entries[p], kConfidences[p]);
        const auto prediction = PredictionRepository(db).find(model, entries[p].image, "fp32")->id;
        PredictionRepository(db).put_confidences(prediction, {0.5f, 0.25f, 0.25f});
        if (entries[p].cls == 1) explain(db, run, model, entries[p]);
      }
    }
    AccuracyRepository(db).refresh(set);
  }
  void explain(Database& db, int64_t run, int64_t model, const DatasetEntry& entry) {
    Explanation e;
    static_cast<MethodSettings&>(e) = {"grad-cam", "1.0", "", "paper", ModelRepository(db).find(model)->name};
    e.run = run;
    e.model = model;
    e.image = entry.image;
    e.cls = entry.cls;
    e.height = 1;
    e.width = 2;
    e.map = {static_cast<float>(entry.position), 1};
    const auto id = ExplanationRepository(db).put(e);
    AttentionRepository(db).put(Attention{id, 0.5, 0.25, 1, 0.5, 0.5, 0, 0});
    AttentionRepository(db).put(Localisation{id, entry.id, 0.5, 0.75, true, 0.5, 0.5});
  }
  MergeReport merge_at(const std::string& into, const std::string& from) {
    auto db = open_at(into);
    return merge(db, path(from));
  }
  std::string refusal(const std::string& from) {
    auto db = open_at("into.db");
    return error_of([&] { merge(db, path(from)); });
  }
};

}  // namespace vantage::storage
