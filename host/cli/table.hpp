// SPDX-License-Identifier: Apache-2.0
// Results for people: columns as wide as they must be, numbers to the right.
#pragma once
#include <string>
#include <vector>

namespace vantage::cli {

class Table {
 public:
  /// A heading that begins with '>' is a column of numbers, set to the right.
  explicit Table(std::vector<std::string> headings);
  void row(std::vector<std::string> cells);
  bool empty() const { return rows_.empty(); }
  std::string text() const;

 private:
  std::vector<std::string> headings_;
  std::vector<std::vector<std::string>> rows_;
};

}  // namespace vantage::cli
