// SPDX-License-Identifier: Apache-2.0
#include "host/engine/experiment/result_store.hpp"

#include "host/engine/experiment/records.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {
namespace {

using Clock = std::chrono::steady_clock;

// 1 is the most probable class; of equals the lower index comes first.
int rank_of(const std::vector<double>& confidences, int cls) {
  const auto label = static_cast<size_t>(cls);
  int rank = 1;
  for (size_t c = 0; c < confidences.size(); ++c)
    rank += confidences[c] > confidences[label] || (confidences[c] == confidences[label] && c < label);
  return rank;
}

}  // namespace

ResultStore::ResultStore(storage::Database& database, storage::Run run, int64_t dataset,
                         bool keep_confidences)
    : database_(database), run_(std::move(run)), dataset_(dataset), keep_confidences_(keep_confidences) {}

int64_t ResultStore::model(const OpenModel& m) {
  return storage::ModelRepository(database_).upsert(record_of(m));
}

void ResultStore::add(int64_t model, const OpenModel& m, const RunImage& image, const Prediction& p) {
  if (run_.device.empty()) run_.device = m.info().device;
  later([this, model, image, p, name = m.name(), precision = std::string(m.info().precision)] {
    const auto confidences = p.probabilities();
    auto row = record_of(precision, p, confidences);
    row.model = model;
    row.image = image.image;
    row.run = run_.id;
    storage::PredictionRepository predictions(database_);
    const int64_t id = predictions.put(row);
    if (keep_confidences_) predictions.put_confidences(id, {confidences.begin(), confidences.end()});
    if (image.label >= 0) count(id, model, precision, image, confidences);
    storage::FailureRepository(database_).resolve(image.path, name, "");
  });
}

void ResultStore::count(int64_t prediction, int64_t model, const std::string& precision,
                        const RunImage& image, const std::vector<double>& confidences) {
  const auto label = static_cast<size_t>(image.label);
  if (!storage::LabelRepository(database_).put(
          {image.entry, prediction, confidences[label], rank_of(confidences, image.label)}))
    return;
  auto& sum = sums_[{model, image.label}];
  sum.dataset = dataset_;
  sum.model = model;
  sum.precision = precision;
  sum.cls = image.label;
  sum.images += 1;
  sum.sums.resize(confidences.size());
  for (size_t c = 0; c < confidences.size(); ++c) sum.sums[c] += storage::to_fixed(confidences[c]);
}

void ResultStore::add(int64_t model, const OpenModel& m, const RunImage& image, const Explanation& e) {
  auto row = record_of(m, e);
  row.model = model;
  row.image = image.image;
  later([this, row, path = image.path, name = m.name()]() mutable {
    row.run = run_.id;
    storage::ExplanationRepository(database_).put(row);
    storage::FailureRepository(database_).resolve(path, name, row.method);
  });
}

void ResultStore::fail(const std::string& model, const std::string& image, const std::string& method,
                       const std::string& reason) {
  later([=, this] { storage::FailureRepository(database_).put({0, run_.id, image, model, method, reason}); });
}

void ResultStore::later(std::function<void()> write) {
  if (waiting_.empty()) oldest_ = Clock::now();
  waiting_.push_back(std::move(write));
}

bool ResultStore::has_waited(std::chrono::milliseconds time) const {
  return !waiting_.empty() && Clock::now() - oldest_ >= time;
}

void ResultStore::flush_if_due() {
  if (has_waited(std::chrono::seconds(1))) flush();
}

void ResultStore::flush() {
  if (waiting_.empty()) return;
  auto transaction = database_.begin();
  // A run is written with its first result: a command that fails before leaves no trace.
  const bool first = run_.id == 0;
  if (first) run_.id = storage::RunRepository(database_).add(run_);
  sums_.clear();
  try {
    for (const auto& write : waiting_) write();
    storage::ClassSumRepository sums(database_);
    for (const auto& [key, sum] : sums_) sums.add(sum);
    transaction.commit();
  } catch (...) {
    if (first) run_.id = 0;
    throw;
  }
  waiting_.clear();
}

}  // namespace vantage::engine
