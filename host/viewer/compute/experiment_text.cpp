// SPDX-License-Identifier: GPL-3.0-or-later
#include <nlohmann/json.hpp>

#include "host/viewer/compute/task_run.hpp"

namespace vantage::viewer {

std::string experiment_text(const engine::Experiment& e) {
  using Json = nlohmann::ordered_json;
  Json all;
  all["dataset"]["name"] = e.dataset;
  if (!e.choice.positions.empty()) all["dataset"]["positions"] = e.choice.positions;
  if (!e.choice.classes.empty()) all["dataset"]["classes"] = e.choice.classes;
  if (e.choice.per_class > 0) all["dataset"]["per_class"] = e.choice.per_class;
  for (const auto& m : e.models) {
    Json model{{"name", m.name}, {"source", m.source}};
    for (const auto& [key, value] : m.params) model["parameters"][key] = value;
    all["models"].push_back(std::move(model));
  }
  for (const auto& m : e.methods) {
    Json method{{"id", m.id}};
    for (const auto& [key, value] : m.params) method["parameters"][key] = value;
    all["methods"].push_back(std::move(method));
  }
  all["classes"] = e.options.classes;
  all["profile"] = e.options.profile;
  if (!e.options.layers.empty()) all["layer"] = e.options.layers;
  all["seed"] = e.options.seed;
  all["batch"] = e.batch;
  return all.dump(1, ' ', false, Json::error_handler_t::replace) + "\n";
}

}  // namespace vantage::viewer
