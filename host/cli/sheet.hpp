// SPDX-License-Identifier: Apache-2.0
// The picture that explain --sheet writes: all maps of one command side by side.
#pragma once
#include <filesystem>
#include <map>
#include <string>
#include <vector>

#include "host/cli/artefacts.hpp"

namespace vantage::cli {

/// A row for each method (and class or parameters, where they differ) in the order that they were asked for,
/// a column for each image and model.
class Sheet {
 public:
  /// An empty path makes nothing. Throws core::Error where its folder does not exist.
  Sheet(std::filesystem::path file, Ground ground, std::vector<std::string> methods);
  void add(const std::string& image, const std::string& model, const core::Input&,
           const engine::Explanation&);
  /// Throws core::Error where the file cannot be written.
  void write() const;

 private:
  struct Column {
    std::string image, model;
    cv::Mat picture;                       // what was explained, above the maps
    std::map<std::string, cv::Mat> tiles;  // by row
  };
  std::filesystem::path file_;
  Ground ground_;
  std::vector<std::string> methods_;  // ids, in order
  std::vector<std::string> rows_;
  std::vector<Column> columns_;
};

}  // namespace vantage::cli
