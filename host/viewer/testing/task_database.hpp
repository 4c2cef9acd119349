// SPDX-License-Identifier: GPL-3.0-or-later
// A database that tasks can be run on: nine drawn pictures of three classes, two of the toy networks, which
// have seen all of them, and no map.
#pragma once

#include <filesystem>

#include "core/testing/shared_data.hpp"
#include "host/engine/registry.hpp"
#include "storage/database.hpp"

namespace vantage::viewer {

engine::Registry& task_registry();

// Data set "drawn" with classes class0 to class2; models "small" (32 pixels) and "large" (48 pixels), and
// "lost", whose checkpoint is not there.
class TaskDatabase {
 public:
  TaskDatabase();

  const std::filesystem::path& file() const { return file_; }
  storage::Database open() const { return storage::Database::create_or_open(file_); }

 private:
  vantage::testing::TemporaryFolder folder_;
  std::filesystem::path file_;
};

}  // namespace vantage::viewer
