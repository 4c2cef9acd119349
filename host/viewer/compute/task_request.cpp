// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/task_request.hpp"

#include <algorithm>

namespace vantage::viewer {
namespace {

std::vector<int64_t> rows_of(const AnalysisState& state, const Catalogue& catalogue) {
  std::vector<int64_t> rows;
  for (const std::string& name : state.selection.models)
    if (const size_t m = catalogue.model_index(name); m != Catalogue::kNone)
      rows.push_back(catalogue.models[m].id);
  return rows;
}

size_t known_classes(const AnalysisState& state, const Catalogue& catalogue) {
  return static_cast<size_t>(
      std::count_if(state.selection.classes.begin(), state.selection.classes.end(),
                    [&](int cls) { return catalogue.class_index(cls) != Catalogue::kNone; }));
}

std::string missing_models(Task task, size_t models) {
  if (task == Task::compare_models) return models < 2 ? "Choose at least two models to compare." : "";
  return models == 1 ? "" : "Choose one model: this task looks at one.";
}

std::string missing_classes(Task task, size_t classes, size_t images) {
  switch (task) {
    case Task::compare_models:
      return classes + images == 0 ? "Choose a class, or images." : "";
    case Task::across_classes:
      return images == 0 && classes < 2 ? "Choose at least two classes." : "";
    case Task::within_class:
      return images > 0 || classes == 1 ? "" : "Choose one class: this task looks at one.";
  }
  return "";
}

}  // namespace

std::string what_is_missing(const AnalysisState& state, const Catalogue& catalogue,
                            const engine::Registry& registry) {
  if (catalogue.dataset.empty()) return "The database has no data set.";
  const Task task = state.workflow.task;
  if (auto line = missing_models(task, rows_of(state, catalogue).size()); !line.empty()) return line;
  if (auto line = missing_classes(task, known_classes(state, catalogue), state.selection.images.size());
      !line.empty())
    return line;
  if (state.request.methods.empty()) return "Choose at least one method.";
  for (const MethodChoice& m : state.request.methods)
    if (!registry.find(VTG_EXPLAINER, m.id)) return "Method " + m.id + " is not installed; choose another.";
  const std::string measure = state.request.measure.substr(0, state.request.measure.find(':'));
  if (task == Task::compare_models && !registry.find(VTG_SIMILARITY, measure))
    return "Measure " + measure + " is not installed; choose another.";
  return "";
}

TaskRequest task_request(const AnalysisState& state, const Catalogue& catalogue) {
  TaskRequest r;
  r.task = state.workflow.task;
  r.dataset = catalogue.dataset;
  r.models = rows_of(state, catalogue);
  if (!state.selection.images.empty()) {
    r.images.positions = state.selection.images;
  } else {
    for (const int cls : state.selection.classes)
      if (catalogue.class_index(cls) != Catalogue::kNone) r.images.classes.push_back(std::to_string(cls));
    r.images.per_class = state.request.images;
  }
  for (const MethodChoice& m : state.request.methods) r.methods.push_back({m.id, m.parameters});
  r.options.classes = {state.request.target};
  r.options.layers = state.request.layer;
  r.options.profile = state.request.profile;
  r.measure = state.request.measure;
  r.threshold = state.request.threshold;
  return r;
}

}  // namespace vantage::viewer
