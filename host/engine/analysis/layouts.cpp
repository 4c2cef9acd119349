// SPDX-License-Identifier: Apache-2.0
#include "host/engine/analysis/layouts.hpp"

#include <optional>
#include <set>

#include "core/analysis/class_distance.hpp"
#include "storage/analysis_repositories.hpp"

namespace vantage::engine {

ClassDistances class_distances(storage::Database& db, int64_t dataset, int64_t model,
                               const std::string& precision) {
  std::optional<core::ConfidenceSums> sums;
  storage::ClassSumRepository(db).for_each(dataset, model, precision, [&](const storage::ClassSum& s) {
    if (!sums) sums.emplace(static_cast<int>(s.sums.size()));
    sums->add(s.cls, s.images, s.sums);
  });
  if (!sums) return {};
  ClassDistances d{sums->seen(), {}};
  d.distances = core::class_distances(*sums, d.classes);
  return d;
}

storage::Layout update_layout(storage::Database& db, int64_t dataset, int64_t model,
                              const std::string& precision, const core::TsneOptions& options) {
  const auto d = class_distances(db, dataset, model, precision);
  const auto placed = core::tsne(d.distances, options);
  storage::Layout layout;
  layout.dataset = dataset;
  layout.model = model;
  layout.precision = precision;
  layout.perplexity = placed.perplexity;
  layout.seed = placed.seed;
  layout.kl = placed.kl;
  layout.classes = d.classes;
  for (const auto& p : placed.points) {
    layout.points.push_back(static_cast<float>(p.x()));
    layout.points.push_back(static_cast<float>(p.y()));
  }
  if (!layout.classes.empty()) storage::LayoutRepository(db).put(layout);
  return layout;
}

std::vector<storage::Layout> update_layouts(storage::Database& db, int64_t dataset,
                                            const core::TsneOptions& options,
                                            const std::function<void(size_t, size_t)>& progress) {
  std::set<std::pair<int64_t, std::string>> models;
  for (const auto& r : storage::AccuracyRepository(db).rows(dataset)) models.emplace(r.model, r.precision);
  std::vector<storage::Layout> all;
  for (const auto& [model, precision] : models) {
    if (progress) progress(all.size(), models.size());
    all.push_back(update_layout(db, dataset, model, precision, options));
  }
  return all;
}

}  // namespace vantage::engine
