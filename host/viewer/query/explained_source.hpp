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
// are kept while they fit. Thread-safe.
class ExplainedSource {
 public:
  ExplainedSource(std::filesystem::path database, int64_t max_bytes);

  // Throws storage::Error or core::Error.
  std::shared_ptr<const Explained> get(const MapPlace&);
  void forget();  // the database has changed

 private:
  storage::Database take();
  void give_back(storage::Database);

  const std::filesystem::path file_;
  std::mutex mutex_;
  std::vector<storage::Database> resting_;
  QCache<int64_t, std::shared_ptr<const Explained>> kept_;  // by explanation; cost: bytes
  uint64_t epoch_ = 0;
};

}  // namespace vantage::viewer
