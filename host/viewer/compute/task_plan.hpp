// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <optional>

#include "host/viewer/compute/task_request.hpp"
#include "storage/database.hpp"

namespace vantage::viewer {

// What a task would do. Of a task of more than kCounted maps the database is not asked what is there.
struct TaskPlan {
  static constexpr int64_t kCounted = 5000;

  int64_t models = 0, classes = 0, images = 0, methods = 0;  // classes: labels of the images
  int64_t predictions = 0, maps = 0;                         // that the task needs
  bool counted = false;
  int64_t predictions_lacking = 0, maps_lacking = 0;
  std::optional<double> seconds;  // what lacks will take, judged by what is there; none: nothing tells
};

// Reads only. Opens no model, so that an unknown layer or a checkpoint that is gone shows when the task runs.
// Throws engine::Error, storage::Error.
TaskPlan plan_task(storage::Database&, const engine::Registry&, const TaskRequest&);

}  // namespace vantage::viewer
