// SPDX-License-Identifier: Apache-2.0
// Results on their way into the database.
#pragma once
#include <chrono>
#include <functional>
#include <map>
#include <string>
#include <utility>
#include <vector>

#include "host/engine/experiment/block_reader.hpp"
#include "host/engine/explain.hpp"
#include "storage/analysis_records.hpp"
#include "storage/database.hpp"
#include "storage/records.hpp"

namespace vantage::engine {

/// What is added waits in memory until flush(), which writes all of it in one transaction and holds the
/// database no longer than that takes. One thread at a time, one data set; borrows the database. Everything
/// that writes throws storage::Error.
class ResultStore {
 public:
  ResultStore(storage::Database&, storage::Run, int64_t dataset, bool keep_confidences);

  /// The model's row, written at once.
  int64_t model(const OpenModel&);

  /// `model` is the row. The prediction is counted for the image's label.
  void add(int64_t model, const OpenModel&, const RunImage&, const Prediction&);
  void add(int64_t model, const OpenModel&, const RunImage&, const Explanation&);
  /// Any of the names may be empty. In the place of an earlier failure of the same three.
  void fail(const std::string& model, const std::string& image, const std::string& method,
            const std::string& reason);

  void flush();
  int64_t run() const { return run_.id; }  ///< the run's row; 0: nothing has been written
  /// flush() where the oldest result has waited for a second.
  void flush_if_due();
  bool has_waited(std::chrono::milliseconds) const;  ///< the oldest result, for so long

 private:
  void later(std::function<void()> write);
  void count(int64_t prediction, int64_t model, const std::string& precision, const RunImage&,
             const std::vector<double>& confidences);

  storage::Database& database_;
  storage::Run run_;
  int64_t dataset_;
  bool keep_confidences_;
  std::vector<std::function<void()>> waiting_;
  std::map<std::pair<int64_t, int>, storage::ClassSum> sums_;  // by model and class, of one flush
  std::chrono::steady_clock::time_point oldest_;
};

}  // namespace vantage::engine
