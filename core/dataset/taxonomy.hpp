// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

#include "core/imagenet.hpp"

namespace vantage::core {

// The classes of a CSV file with the columns class_index, label, root (or root_class) and, where they come
// from WordNet, wnid; in the order of their indices, which must run from 0 without a hole and stay below
// 100,000. Throws Error, one line that names the file and line, for a missing, doubled or senseless index,
// a doubled wnid and an empty label or root.
std::vector<LeafClass> read_taxonomy(const std::filesystem::path& file);

// Finds classes by what data sets call them. Small and capital letters (ASCII) are alike.
class ClassNames {
 public:
  static constexpr int kNone = -1, kSeveral = -2;

  explicit ClassNames(const std::vector<LeafClass>& classes);

  int by_wnid(std::string_view wnid) const;  // the class's index, or kNone
  // By the whole label, else by one of its synonyms (separated by commas): kSeveral where several classes
  // are called so, as ImageNet's two cranes.
  int by_label(std::string_view label) const;

 private:
  std::unordered_map<std::string, int> wnids_, labels_, synonyms_;
};

}  // namespace vantage::core
