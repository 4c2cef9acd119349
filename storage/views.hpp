// SPDX-License-Identifier: Apache-2.0
// What a viewer asks while someone waits: each answer comes from an index or from a table of one row a class,
// whatever number of images lies behind it. Layouts, similarity matrices, failures and the accuracies of leaf
// classes come from their repositories. Reads only; otherwise like a repository.
#pragma once

#include <cstdint>
#include <optional>
#include <string>
#include <vector>

#include "storage/database.hpp"
#include "storage/dataset_records.hpp"

namespace vantage::storage {

// Counts over images; accuracy is top1 / images.
struct Counts {
  int64_t images = 0, top1 = 0, top5 = 0;
  double probability_sum = 0;  // of the label
};

struct ModelAccuracy : Counts {
  int64_t model = 0;
  std::string name, architecture, precision;
  int64_t parameter_count = 0, macs = 0;
};

struct RootAccuracy : Counts {
  int64_t model = 0;
  std::string precision, root;  // root: empty where the data set does not know the class
};

struct ClassSize : DatasetClass {
  int64_t images = 0;
};

// One map of a result; ExplanationRepository has it.
struct MapLink {
  int64_t explanation = 0, method = 0;
  int cls = 0;
  uint64_t seed = 0;
};

// One model on one entry.
struct Result {
  int64_t entry = 0, image = 0, model = 0, prediction = 0;
  std::string precision;
  int label = -1;         // -1: none
  int predicted = 0;      // the most probable class
  double confidence = 0;  // its probability
  // Of the label: its probability and rank. Not set without a label, and for a prediction that is not
  // counted.
  std::optional<double> label_probability;
  std::optional<int> label_rank;
  std::vector<MapLink> maps;  // of the same precision, by method, class, seed
};

// Which entries: at most `limit` of those behind position `after`.
struct Page {
  int64_t after = -1;
  int limit = 100;
};

// What there is of one model on a data set, counted as it stands.
struct Progress {
  struct Predictions {
    std::string precision;
    int64_t entries = 0;
  };
  struct Maps {
    int64_t method = 0;
    std::string precision;
    uint64_t seed = 0;
    int64_t maps = 0;  // pairs of entry and class
  };
  std::vector<Predictions> predictions;  // by precision
  std::vector<Maps> maps;                // by method, precision, seed
};

class Views {
 public:
  explicit Views(Database& database) : connection_(database.connection()) {}

  // As AccuracyRepository::refresh() left them; by model, precision and root.
  std::vector<ModelAccuracy> models(int64_t dataset);
  std::vector<RootAccuracy> roots(int64_t dataset);

  std::vector<ClassSize> classes(int64_t dataset);                               // by root, label, class
  std::vector<DatasetEntry> images(int64_t dataset, int cls, const Page& = {});  // by position, without boxes
  std::vector<Result> results(int64_t dataset, int cls, const Page& = {});  // by position, model, precision
  std::vector<Result> results_of(int64_t entry);                            // by model, precision
  Progress progress(int64_t dataset, int64_t model);

 private:
  Connection& connection_;
};

}  // namespace vantage::storage
