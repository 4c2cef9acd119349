// SPDX-License-Identifier: Apache-2.0
#include "host/engine/analysis/accuracy_report.hpp"

#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {
namespace {

using Ranks = std::vector<std::pair<int64_t, int>>;

// Both are by entry.
AccuracyReport::PairTest compare(size_t first, size_t second, const Ranks& a, const Ranks& b) {
  int64_t images = 0, only_a = 0, only_b = 0;
  for (auto i = a.begin(), j = b.begin(); i != a.end() && j != b.end();) {
    if (i->first != j->first) {
      i->first < j->first ? ++i : ++j;
      continue;
    }
    const bool right_a = i->second == 1, right_b = j->second == 1;
    only_a += right_a && !right_b;
    only_b += right_b && !right_a;
    ++images;
    ++i;
    ++j;
  }
  return {first, second, images, core::mcnemar(only_a, only_b)};
}

}  // namespace

AccuracyReport report_accuracy(storage::Database& db, int64_t dataset) {
  storage::AccuracyRepository accuracies(db);
  accuracies.refresh(dataset);
  AccuracyReport report;
  report.classes = storage::DatasetRepository(db).classes(dataset);
  std::map<int, std::string> roots;
  for (const auto& c : report.classes) roots.emplace(c.cls, c.root);

  std::map<int64_t, storage::Model> models;
  for (auto& m : storage::ModelRepository(db).all()) models.emplace(m.id, std::move(m));
  for (const auto& r : accuracies.rows(dataset)) {
    if (report.models.empty() || report.models.back().model.id != r.model ||
        report.models.back().precision != r.precision)
      report.models.push_back({models.at(r.model), r.precision, {}, {}, {}});
    report.models.back().classes.push_back({r.cls, r.images, r.top1, r.top5, r.probability_sum});
  }
  std::vector<std::vector<core::ClassCounts>> counts;
  std::vector<Ranks> ranks;
  for (auto& m : report.models) {
    m.all = core::accuracy(m.classes);
    m.roots = core::accuracy_by_root(m.classes, roots);
    counts.push_back(m.classes);
    ranks.push_back(storage::LabelRepository(db).ranks(dataset, m.model.id, m.precision));
  }
  report.spreads = core::class_spreads(counts);
  for (size_t a = 0; a < ranks.size(); ++a)
    for (size_t b = a + 1; b < ranks.size(); ++b) report.tests.push_back(compare(a, b, ranks[a], ranks[b]));
  return report;
}

}  // namespace vantage::engine
