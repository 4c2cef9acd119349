// SPDX-License-Identifier: Apache-2.0
// A YAML document whose every complaint says file, line and column.
#pragma once
#include <yaml-cpp/yaml.h>

#include <cstdint>
#include <filesystem>
#include <string>
#include <vector>

namespace vantage::engine {

/// One node of a document. Cheap to copy; one thread at a time. Everything throws engine::Error
/// "FILE:LINE:COLUMN: ...".
class Yaml {
 public:
  /// Parses text; refuses what is no YAML, holds several documents, or a key twice in one map.
  static Yaml parse(const std::filesystem::path& file, const std::string& text);

  [[noreturn]] void fail(const std::string& what) const;

  bool is_map() const { return node_.IsMap(); }
  bool is_list() const { return node_.IsSequence(); }

  /// Refuses any key but these, suggesting the nearest.
  void require_keys(const std::vector<std::string>& known) const;
  bool has(const std::string& key) const;
  Yaml at(const std::string& key) const;  // refuses where it is missing

  std::vector<Yaml> list() const;         // of a sequence; a lone value counts as a list of one
  std::vector<std::string> keys() const;  // of a map, in their order
  std::string text() const;               // a scalar that is not empty
  int64_t integer(int64_t min, int64_t max) const;
  std::string choice(const std::vector<std::string>& known) const;

  /// Runs the body; an engine::Error or core::Error of it gets this place in front.
  template <class Body>
  auto checked(Body&& body) const;

 private:
  Yaml(std::string file, YAML::Node node) : file_(std::move(file)), node_(std::move(node)) {}
  std::string file_;
  YAML::Node node_;
};

}  // namespace vantage::engine

#include "core/error.hpp"
#include "host/engine/error.hpp"

template <class Body>
auto vantage::engine::Yaml::checked(Body&& body) const {
  try {
    return body();
  } catch (const Error& e) {
    fail(e.what());
  } catch (const core::Error& e) {
    fail(e.what());
  }
}
