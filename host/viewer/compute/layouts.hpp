// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

#include "host/viewer/jobs/job_queue.hpp"

namespace vantage::viewer {

struct LayoutRequest {
  struct Model {
    int64_t id = 0;  // of the row
    std::string name;
  };
  std::filesystem::path database;
  int64_t dataset = 0;
  std::string precision;
  std::vector<Model> models;  // in this order
};

// Lays out the classes of each model by t-SNE, as `vantage analyze` does, and keeps each layout as soon as it
// is there. A job's work: over a connection of its own; when it is cancelled it ends within an iteration, the
// layouts before are kept. Throws storage::Error and core::Error.
void compute_layouts(const LayoutRequest&, JobControl&);

}  // namespace vantage::viewer
