// SPDX-License-Identifier: Apache-2.0
// The maps of a database, ready to be measured.
#pragma once
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "core/saliency.hpp"
#include "storage/database.hpp"
#include "storage/dataset_records.hpp"
#include "storage/records.hpp"

namespace vantage::engine {

/// A row's map as its profile finishes it, height x width. Throws core::Error where that cannot be.
core::Finished finished_map(const storage::Explanation&, int height, int width);

/// Reads a data set image by image. Borrows the database; one thread. Throws storage::Error.
class StoredMaps {
 public:
  StoredMaps(storage::Database&, int64_t dataset);

  const std::vector<storage::DatasetEntry>& entries() const { return entries_; }
  const storage::Model& model(int64_t id) const { return models_.at(id); }
  const std::map<int64_t, storage::Model>& models() const { return models_; }

  /// Every explanation of an entry's image, by id; `method`: of this one alone, if not empty.
  std::vector<storage::Explanation> of(const storage::DatasetEntry&, const std::string& method = "") const;

 private:
  storage::Database& database_;
  std::vector<storage::DatasetEntry> entries_;
  std::map<int64_t, storage::Model> models_;
};

}  // namespace vantage::engine
