// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/state/analysis_state.hpp"

#include <algorithm>

namespace vantage::viewer {
namespace {

template <typename T>
void sort_unique(std::vector<T>& values) {
  std::sort(values.begin(), values.end());
  values.erase(std::unique(values.begin(), values.end()), values.end());
}

// Keeps the first of those with an equal key, and the order.
template <typename T, typename Key>
void first_of_each(std::vector<T>& values, Key key) {
  std::vector<T> kept;
  for (T& value : values)
    if (std::none_of(kept.begin(), kept.end(), [&](const T& k) { return key(k) == key(value); }))
      kept.push_back(std::move(value));
  values = std::move(kept);
}

}  // namespace

Parts difference(const AnalysisState& a, const AnalysisState& b) {
  Parts parts;
  const auto compare = [&](Part part, const auto& left, const auto& right) {
    if (!(left == right)) parts = parts | part;
  };
  compare(Part::source, a.source, b.source);
  compare(Part::workflow, a.workflow, b.workflow);
  compare(Part::pin, a.pin, b.pin);
  compare(Part::selection, a.selection, b.selection);
  compare(Part::focus, a.focus, b.focus);
  compare(Part::request, a.request, b.request);
  compare(Part::table, a.table, b.table);
  compare(Part::charts, a.charts, b.charts);
  compare(Part::look, a.look, b.look);
  return parts;
}

void normalise(AnalysisState& state) {
  const auto itself = [](const std::string& text) -> const std::string& { return text; };
  first_of_each(state.selection.models, itself);
  sort_unique(state.selection.classes);
  sort_unique(state.selection.images);
  first_of_each(state.request.methods, [](const MethodChoice& m) -> const std::string& { return m.id; });
  first_of_each(state.table.ranges, [](const RangeFilter& f) -> const std::string& { return f.column; });
  sort_unique(state.table.hidden);
  sort_unique(state.charts.hidden_models);
}

}  // namespace vantage::viewer
