// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/explained_source.hpp"

#include <utility>

namespace vantage::viewer {

ExplainedSource::ExplainedSource(std::filesystem::path database, int64_t max_bytes)
    : file_(std::move(database)), kept_(static_cast<qsizetype>(max_bytes)) {}

std::shared_ptr<const Explained> ExplainedSource::get(const MapPlace& place) {
  {
    std::lock_guard lock(mutex_);
    const Kept* there = kept_.object(place.explanation);
    if (there && there->place == place) return there->explained;
  }
  storage::Database database = take();
  auto loaded = std::make_shared<const Explained>(load_explained(database, place));
  give_back(std::move(database));
  std::lock_guard lock(mutex_);
  kept_.insert(place.explanation, new Kept{place, loaded}, static_cast<qsizetype>(loaded->bytes()));
  return loaded;
}

storage::Database ExplainedSource::take() {
  {
    std::lock_guard lock(mutex_);
    if (!resting_.empty()) {
      storage::Database database = std::move(resting_.back());
      resting_.pop_back();
      return database;
    }
  }
  storage::Options options;
  options.read_only = true;
  return storage::Database::create_or_open(file_, options);
}

void ExplainedSource::give_back(storage::Database database) {
  std::lock_guard lock(mutex_);
  resting_.push_back(std::move(database));
}

}  // namespace vantage::viewer
