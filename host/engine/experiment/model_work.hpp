// SPDX-License-Identifier: Apache-2.0
// One model's share of an experiment, and what of it the database lacks.
#pragma once
#include <memory>
#include <string>
#include <vector>

#include "host/engine/experiment/block_reader.hpp"
#include "host/engine/explain.hpp"
#include "storage/database.hpp"

namespace vantage::engine {

/// Owns the model; borrows database and methods. One thread.
class ModelWork {
 public:
  /// row: the model's in the database. Throws engine::Error where a class of the options is none of the
  /// model's, storage::Error where the database cannot be read.
  ModelWork(std::unique_ptr<OpenModel>, int64_t row, const std::vector<const Method*>&, const ExplainOptions&,
            storage::Database&, int64_t dataset);

  const OpenModel& model() const { return *model_; }
  const ExplainPlan& plan() const { return plan_; }
  int64_t row() const { return row_; }

  /// Results of an image that are there, and that are not. A class that only a prediction will tell counts as
  /// one that is not.
  struct Counts {
    int64_t existing = 0, missing = 0;
  };
  Counts count(const RunImage&);

  bool needs_prediction(const RunImage&) const;
  /// The classes that a method of the plan has still to explain an image for.
  std::vector<int64_t> missing(const ExplainPlan::Bound&, const RunImage&, int64_t predicted);

 private:
  std::unique_ptr<OpenModel> model_;
  int64_t row_;
  ExplainPlan plan_;
  storage::Database& database_;
  std::vector<int64_t> predicted_;  // entries of the data set, ascending
};

}  // namespace vantage::engine
