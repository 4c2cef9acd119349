// SPDX-License-Identifier: Apache-2.0
// Data sets, what was asked of them and what was counted over them. Repositories as in repositories.hpp.
#pragma once

#include <functional>
#include <optional>
#include <string>
#include <utility>
#include <vector>

#include "storage/database.hpp"
#include "storage/dataset_records.hpp"

namespace vantage::storage {

class DatasetRepository {
 public:
  explicit DatasetRepository(Database& database) : connection_(database.connection()) {}

  // Makes the data set of that name be these classes and entries, in this order; ids, positions and sha256 of
  // the arguments are ignored. What is there already keeps its id and its results; if nothing differs,
  // nothing is written. An entry is the same one while its path, image and class are, or, where the data set
  // has only moved (equal sha256), its position. With an entry that was counted and is gone goes what was
  // counted of its class, so that the next run counts that class again; if any entry is new, gone or has
  // another place, layouts and similarities go as well. Throws Error for a doubled path or class.
  int64_t put(const Dataset&, const std::vector<DatasetClass>&, const std::vector<DatasetEntry>&);

  // The same with what is there already: entries of a path that is there replace it, others follow.
  int64_t extend(const Dataset&, const std::vector<DatasetClass>&, const std::vector<DatasetEntry>&);

  std::optional<Dataset> find(const std::string& name);
  std::vector<Dataset> all();                                                       // by name
  std::vector<DatasetClass> classes(int64_t dataset);                               // by class
  int64_t size(int64_t dataset);                                                    // number of entries
  void for_each(int64_t dataset, const std::function<void(const DatasetEntry&)>&);  // in order
  std::vector<DatasetEntry> of_class(int64_t dataset, int cls);                     // in order
  std::optional<DatasetEntry> at(int64_t dataset, int64_t position);

 private:
  Connection& connection_;
};

class LabelRepository {
 public:
  explicit LabelRepository(Database& database) : connection_(database.connection()) {}

  // False where it was there already: it stays as it was, and must not be added to the class sums again. The
  // sums belong into the same transaction.
  [[nodiscard]] bool put(const LabelledPrediction&);
  std::optional<LabelledPrediction> find(int64_t entry, int64_t prediction);

  // What need not be computed again: the ids, ordered, of the entries with a labelled prediction of the
  // model, and of those without a label that have a prediction.
  std::vector<int64_t> done(int64_t dataset, int64_t model, const std::string& precision);

  // The rank of the label in every counted prediction of the model; by entry.
  std::vector<std::pair<int64_t, int>> ranks(int64_t dataset, int64_t model, const std::string& precision);

 private:
  Connection& connection_;
};

class ExperimentRepository {
 public:
  explicit ExperimentRepository(Database& database) : connection_(database.connection()) {}
  int64_t put(const Experiment&);  // the id; one whose text is there already stays as it was
  std::vector<Experiment> all();   // by id

 private:
  Connection& connection_;
};

}  // namespace vantage::storage
