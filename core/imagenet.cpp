// SPDX-License-Identifier: Apache-2.0
#include "core/imagenet.hpp"

#include <array>
#include <string_view>

namespace vantage::core {

extern const char* const imagenet_table[];  // the lines of data/imagenet_classes.csv, then a null pointer

namespace {

// The table is the project's own, so quotes are only known to enclose: none is doubled.
LeafClass parse(std::string_view line) {
  std::array<std::string, 4> fields;
  bool quoted = false;
  size_t field = 0;
  for (const char c : line) {
    if (c == '"') {
      quoted = !quoted;
    } else if (c == ',' && !quoted) {
      ++field;
    } else {
      fields.at(field) += c;
    }
  }
  return {std::stoi(fields[0]), fields[1], fields[2], fields[3]};
}

}  // namespace

const std::vector<LeafClass>& imagenet_classes() {
  static const std::vector<LeafClass> classes = [] {
    std::vector<LeafClass> all;
    for (const char* const* line = imagenet_table + 1; *line; ++line) all.push_back(parse(*line));
    return all;
  }();
  return classes;
}

}  // namespace vantage::core
