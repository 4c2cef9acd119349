// SPDX-License-Identifier: Apache-2.0
#include "host/engine/analysis/stored_maps.hpp"

#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {

core::Finished finished_map(const storage::Explanation& e, int height, int width) {
  return core::finish({e.height, e.width, e.map}, core::profile(e.profile), height, width);
}

StoredMaps::StoredMaps(storage::Database& database, int64_t dataset) : database_(database) {
  storage::DatasetRepository(database).for_each(dataset, [&](const auto& e) { entries_.push_back(e); });
  for (auto& m : storage::ModelRepository(database).all()) models_.emplace(m.id, std::move(m));
}

std::vector<storage::Explanation> StoredMaps::of(const storage::DatasetEntry& entry,
                                                 const std::string& method) const {
  storage::ExplanationFilter filter;
  filter.image = entry.image;
  if (!method.empty()) filter.method = method;
  std::vector<storage::Explanation> all;
  storage::ExplanationRepository(database_).for_each(filter, [&](const auto& e) { all.push_back(e); });
  return all;
}

}  // namespace vantage::engine
