// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/layouts.hpp"

#include "storage/analysis_repositories.hpp"

namespace vantage::viewer {

Layouts load_layouts(storage::Database& db, int64_t dataset, const std::vector<int64_t>& models,
                     const std::string& precision) {
  Layouts all;
  for (const int64_t model : models) {
    ModelLayout& chosen = all[model];
    chosen.classes = storage::ClassSumRepository(db).count(dataset, model, precision);
    for (const auto& l : storage::LayoutRepository(db).of(dataset, model, precision)) {
      const bool better = l.classes.size() > chosen.points.size() ||
                          (l.classes.size() == chosen.points.size() && l.perplexity > chosen.perplexity);
      if (l.classes.empty() || !better) continue;
      chosen.perplexity = l.perplexity;
      chosen.points.clear();
      for (size_t i = 0; i < l.classes.size(); ++i)
        chosen.points[l.classes[i]] = {l.points[2 * i], l.points[2 * i + 1]};
    }
  }
  return all;
}

}  // namespace vantage::viewer
