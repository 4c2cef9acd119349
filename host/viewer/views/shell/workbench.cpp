// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/shell/workbench.hpp"

#include <utility>

namespace vantage::viewer {

Workbench::Workbench(std::filesystem::path file, AnalysisState state)
    : store_(std::move(state)), plugins_(jobs_), reader_(std::move(file)) {
  connect(&reader_, &Reader::changed, this, &Workbench::load);
  connect(&reader_, &Reader::failed, this, &Workbench::failed);
  connect(&store_, &StateStore::changed, this, [this](const AnalysisState&, Parts parts) {
    if (parts.has(Part::source)) load();
  });
  load();
}

void Workbench::load() {
  reader_.ask(
      "catalogue", this,
      [source = store_.state().source](storage::Database& db) { return load_catalogue(db, source); },
      [this](std::shared_ptr<const Catalogue> catalogue) {
        catalogue_ = std::move(catalogue);
        emit catalogue_changed();
      });
}

}  // namespace vantage::viewer
