// SPDX-License-Identifier: GPL-3.0-or-later
// What every view needs of a data set, read once and shared: its models, root classes and leaf classes, and
// how often each model was right on each class. 13 models on 1,000 classes take about half a megabyte.
#pragma once

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

#include "core/analysis/accuracy.hpp"
#include "host/viewer/state/analysis_state.hpp"
#include "storage/database.hpp"

namespace vantage::viewer {

struct Catalogue {
  struct Model {
    int64_t id = 0;    // of the row
    std::string name;  // unique here; a state names models so
    std::string architecture;
    int64_t parameters = 0, macs = 0;
    int64_t images = 0;      // that count for its accuracy in this data set; 0: it was not tried
    std::string short_name;  // without what all models' names begin with, "resnet18" of "mini_resnet18"
  };
  struct Class {
    int cls = 0;         // index of the logit
    std::string label;   // all of it, "tench, Tinca tinca"
    std::string name;    // short and unique here, "tench"
    size_t root = 0;     // place in `roots`
    int64_t images = 0;  // of the data set
  };

  std::vector<std::string> datasets;  // the file's, by name
  std::string dataset;                // this one; empty: the file has none
  int64_t dataset_id = 0;
  std::vector<std::string> precisions;    // in which models were tried, by name
  std::string precision;                  // this one
  std::vector<Model> models;              // of the file, by id
  std::vector<std::string> roots;         // by name; the place decides colour and marker
  std::vector<Class> classes;             // by cls
  std::vector<core::ClassCounts> counts;  // models x classes, a row a model; without images where not tried
  std::string first_method;               // of the file, which is shown where none is chosen; empty: none

  static constexpr size_t kNone = static_cast<size_t>(-1);
  size_t model_index(const std::string& name) const;  // kNone where there is none; likewise below
  size_t class_index(int cls) const;
  size_t root_index(const std::string& name) const;

  const core::ClassCounts& at(size_t model, size_t cls) const { return counts[model * classes.size() + cls]; }
  // Over all classes, or those of a root. Without images: the shares are NaN.
  core::Accuracy accuracy(size_t model, size_t root = kNone) const;
  bool has_accuracies() const;  // of any model
};

// The data set of that name, or the first where there is none; the precision likewise. Throws storage::Error.
std::shared_ptr<const Catalogue> load_catalogue(storage::Database&, const Source&);

}  // namespace vantage::viewer
