// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QtCore/QCache>
#include <filesystem>
#include <memory>
#include <mutex>
#include <vector>

#include "host/viewer/query/explained.hpp"

namespace vantage::viewer {

// Explanations for the threads of a pool, each over a connection of its own that only reads; the last ones
// are kept while they fit. A row with the same settings always has the same map, so that what is kept stays
// true. Thread-safe.
class ExplainedSource {
 public:
  ExplainedSource(std::filesystem::path database, int64_t max_bytes);

  // Throws storage::Error or core::Error.
  std::shared_ptr<const Explained> get(const MapPlace&);

 private:
  storage::Database take();
  void give_back(storage::Database);

  const std::filesystem::path file_;
  std::mutex mutex_;
  std::vector<storage::Database> resting_;
  struct Kept {
    MapPlace place;
    std::shared_ptr<const Explained> explained;
  };
  QCache<int64_t, Kept> kept_;  // by explanation; cost: bytes
};

}  // namespace vantage::viewer
