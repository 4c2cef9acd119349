// SPDX-License-Identifier: GPL-3.0-or-later
// The names that the state's fields have in a file, and the values that they may have: said once, for reading
// and for writing. `f(name, field, range...)` is called for each field. Internal to this folder.
#pragma once

#include <array>
#include <cstdint>
#include <limits>
#include <string_view>

#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

// Numbers outside are refused.
struct Range {
  double min = std::numeric_limits<double>::lowest(), max = std::numeric_limits<double>::max();
};
inline constexpr Range kIndex{-1, 1e9};

// In the order of the enumerators.
inline constexpr std::array<std::string_view, 3> names_of(Phase) {
  return {"overview", "task", "investigation"};
}
inline constexpr std::array<std::string_view, 3> names_of(Task) {
  return {"compare_models", "across_classes", "within_class"};
}
inline constexpr std::array<std::string_view, 2> names_of(Complexity) {
  return {"parameters", "macs"};
}
inline constexpr std::array<std::string_view, 3> names_of(Scope) {
  return {"image", "class", "dataset"};
}
inline constexpr std::array<std::string_view, 3> names_of(Theme) {
  return {"automatic", "light", "dark"};
}
inline constexpr std::array<std::string_view, 4> names_of(Colours) {
  return {"viridis", "cividis", "inferno", "jet"};
}

template <typename Fields>
void describe(Source& s, Fields& f) {
  f("dataset", s.dataset);
  f("precision", s.precision);
}
template <typename Fields>
void describe(Workflow& s, Fields& f) {
  f("phase", s.phase);
  f("task", s.task);
}
template <typename Fields>
void describe(Pin& s, Fields& f) {
  f("model", s.model);
  f("root", s.root);
  f("class", s.cls, kIndex);
}
template <typename Fields>
void describe(Selection& s, Fields& f) {
  f("models", s.models);
  f("classes", s.classes, Range{0, 1e9});
  f("images", s.images, Range{0, 1e15});
}
template <typename Fields>
void describe(Focus& s, Fields& f) {
  f("model", s.model);
  f("root", s.root);
  f("class", s.cls, kIndex);
  f("image", s.image, Range{-1, 1e15});
}
template <typename Fields>
void describe(MethodChoice& s, Fields& f) {
  f("id", s.id);
  f("parameters", s.parameters);
}
template <typename Fields>
void describe(Request& s, Fields& f) {
  f("methods", s.methods);
  f("profile", s.profile);
  f("layer", s.layer);
  f("target", s.target);
  f("measure", s.measure);
  f("threshold", s.threshold, Range{0, 1});
  f("images", s.images, Range{1, 1e9});
}
template <typename Fields>
void describe(RangeFilter& s, Fields& f) {
  f("column", s.column);
  f("min", s.min);
  f("max", s.max);
}
template <typename Fields>
void describe(Table& s, Fields& f) {
  f("sort", s.sort);
  f("descending", s.descending);
  f("text", s.text);
  f("ranges", s.ranges);
  f("hidden", s.hidden);
}
template <typename Fields>
void describe(Zoom& s, Fields& f) {
  f("x_min", s.x_min);
  f("x_max", s.x_max);
  f("y_min", s.y_min);
  f("y_max", s.y_max);
}
template <typename Fields>
void describe(Charts& s, Fields& f) {
  f("complexity", s.complexity);
  f("scope", s.scope);
  f("hidden_models", s.hidden_models);
  f("zooms", s.zooms);
  f("side_by_side", s.side_by_side);
}
template <typename Fields>
void describe(Look& s, Fields& f) {
  f("theme", s.theme);
  f("colours", s.colours);
}
template <typename Fields>
void describe(AnalysisState& s, Fields& f) {
  f("source", s.source);
  f("workflow", s.workflow);
  f("pin", s.pin);
  f("selection", s.selection);
  f("focus", s.focus);
  f("request", s.request);
  f("table", s.table);
  f("charts", s.charts);
  f("look", s.look);
}

}  // namespace vantage::viewer
