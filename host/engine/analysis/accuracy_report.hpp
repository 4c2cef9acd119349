// SPDX-License-Identifier: Apache-2.0
// How well models do on a data set, class by class and against each other.
#pragma once
#include <string>
#include <vector>

#include "core/analysis/accuracy.hpp"
#include "storage/database.hpp"
#include "storage/dataset_records.hpp"
#include "storage/records.hpp"

namespace vantage::engine {

struct AccuracyReport {
  struct ModelRow {
    storage::Model model;
    std::string precision;
    core::Accuracy all;
    std::map<std::string, core::Accuracy> roots;
    std::vector<core::ClassCounts> classes;  // ascending, those with images
  };
  /// Whether two models err equally often on the images that both have seen.
  struct PairTest {
    size_t first, second;  // in `models`
    int64_t images;
    core::McNemar test;
  };
  std::vector<storage::DatasetClass> classes;  // of the data set, ascending
  std::vector<ModelRow> models;                // by id, precision
  std::vector<core::ClassSpread> spreads;      // over the models, by class
  std::vector<PairTest> tests;                 // first < second
};

/// Counts the labelled predictions anew (AccuracyRepository::refresh) and reports them. Throws
/// storage::Error.
AccuracyReport report_accuracy(storage::Database&, int64_t dataset);

}  // namespace vantage::engine
