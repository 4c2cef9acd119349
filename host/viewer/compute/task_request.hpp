// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "host/engine/experiment/image_choice.hpp"
#include "host/engine/explain.hpp"
#include "host/engine/registry.hpp"
#include "host/viewer/query/catalogue.hpp"
#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

// What a task asks for, in the database's terms: a job's copy of what was chosen.
struct TaskRequest {
  Task task = Task::compare_models;
  std::string dataset;
  std::vector<int64_t> models;  // rows, in the order in which they were chosen
  engine::ImageChoice images;
  std::vector<engine::MethodSpec> methods;
  engine::ExplainOptions options;
  std::string measure;  // "l1", "iou:threshold=0.5"
  double threshold = 0.5;
};

// What has still to be chosen, one line for a person; empty: nothing.
std::string what_is_missing(const AnalysisState&, const Catalogue&, const engine::Registry&);

// Of a state in which nothing is missing. Chosen images take the place of chosen classes; what the catalogue
// does not have is left out.
TaskRequest task_request(const AnalysisState&, const Catalogue&);

}  // namespace vantage::viewer
