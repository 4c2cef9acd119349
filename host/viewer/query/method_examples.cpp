// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/method_examples.hpp"

#include <algorithm>
#include <map>
#include <utility>

#include "host/viewer/query/method_match.hpp"
#include "storage/repositories.hpp"
#include "storage/views.hpp"

namespace vantage::viewer {
namespace {

constexpr size_t kClasses = 20;  // how many are looked through
constexpr int kImages = 2;       // of each

}  // namespace

MethodExamples method_examples(storage::Database& db, const Catalogue& c, size_t preferred_model) {
  const auto methods = storage::MethodRepository(db).all();
  const auto ids = method_ids(methods);
  std::map<int64_t, size_t> rank;
  for (const auto& m : methods)
    rank[m.id] = static_cast<size_t>(std::find(ids.begin(), ids.end(), m.method) - ids.begin());

  MethodExamples best;
  storage::Views views(db);
  for (size_t k = 0; k < std::min(kClasses, c.classes.size()); ++k) {
    const int cls = c.classes[k].cls;
    std::map<int64_t, std::string> paths;
    for (const auto& e : views.images(c.dataset_id, cls, {-1, kImages})) paths[e.id] = e.path;
    for (const auto& r : views.results(c.dataset_id, cls, {-1, kImages})) {
      if (r.precision != c.precision || r.maps.empty()) continue;
      std::map<size_t, storage::MapLink> first;  // by method
      for (const auto& m : r.maps)
        if (rank.contains(m.method)) first.emplace(rank[m.method], m);
      size_t model = 0;
      while (model < c.models.size() && c.models[model].id != r.model) ++model;
      if (model == c.models.size()) continue;
      const bool better = first.size() > best.examples.size();
      const bool preferred =
          first.size() == best.examples.size() && model == preferred_model && best.model != model;
      if (!better && !preferred) continue;
      best = {model, cls, paths[r.entry], {}};
      for (const auto& [method, map] : first)
        best.examples.push_back({ids[method], {map.explanation, r.model, r.image, map.cls, paths[r.entry]}});
    }
    const bool settled = preferred_model >= c.models.size() || best.model == preferred_model;
    if (best.examples.size() == ids.size() && settled) break;
  }
  return best;
}

}  // namespace vantage::viewer
