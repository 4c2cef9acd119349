// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <filesystem>
#include <string>
#include <vector>

#include "host/engine/experiment/runner.hpp"
#include "host/viewer/compute/task_request.hpp"
#include "host/viewer/jobs/job_queue.hpp"

namespace vantage::viewer {

struct TaskOutcome {
  engine::RunSummary made;
  std::vector<std::string> problems;  // one line each: models left out, results that could not be had
};

// A job: makes what the database lacks of the task, counts accuracies anew, compares maps where models are
// compared and measures attention at the threshold. What was made before it is cancelled stays. Throws Error,
// core::Error, engine::Error, storage::Error, also where the file cannot be written.
TaskOutcome run_task(engine::Registry&, const std::filesystem::path& database, const TaskRequest&,
                     JobControl&);

// The task as `vantage run` would read it, in JSON, which is YAML.
std::string experiment_text(const engine::Experiment&);

}  // namespace vantage::viewer
