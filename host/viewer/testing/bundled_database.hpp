// SPDX-License-Identifier: GPL-3.0-or-later
// A database of real results: what three bundled networks make of drawn pictures.
#pragma once

#include <filesystem>

#include "core/testing/shared_data.hpp"
#include "host/engine/analysis/accuracy_report.hpp"
#include "host/engine/registry.hpp"
#include "storage/database.hpp"

namespace vantage::viewer {

// Data set "drawn", two pictures of each of the forty classes, which mini_resnet10, mini_resnet34 and
// mini_alexnet have seen; with maps by Grad-CAM for the label of the first two, and every layout. Made by the
// library calls that the commands make; takes a few seconds.
class BundledDatabase {
 public:
  BundledDatabase();

  const std::filesystem::path& file() const { return file_; }
  storage::Database open() const { return storage::Database::create_or_open(file_); }
  const engine::AccuracyReport& report() const { return report_; }

 private:
  vantage::testing::TemporaryFolder folder_;
  std::filesystem::path file_;
  engine::AccuracyReport report_;
};

}  // namespace vantage::viewer
