// SPDX-License-Identifier: Apache-2.0
// From what a user writes to the complete, checked values that a plugin receives.
#pragma once
#include <cstdint>
#include <functional>
#include <map>
#include <string>
#include <vector>

#include "host/engine/error.hpp"
#include "host/engine/plugin_info.hpp"
#include "vantage/abi.h"

namespace vantage::engine {

/// "a=1,b=x" -> {a: 1, b: x}. A backslash keeps the comma or backslash behind it. Throws Error.
std::map<std::string, std::string> parse_key_values(const std::string& text);

/// The contrary, by key.
std::string join_key_values(const std::map<std::string, std::string>& values);

/// The values of one plugin's parameters. Immutable, so reading is thread-safe; movable, not copyable.
class ParamValues {
 public:
  /// A layer's index by its name, "" being the model's default layer; may throw Error.
  using LayerResolver = std::function<int(const std::string&)>;

  /// `id` names the plugin in messages. What `given` leaves out takes its default. Without a resolver a
  /// layer stays VTG_LAYER_INPUT. Throws Error, one line, on an unknown key or a value that does not fit.
  ParamValues(const std::string& id, const std::vector<ParamInfo>& declared,
              const std::map<std::string, std::string>& given, const LayerResolver& layer);
  ParamValues(ParamValues&&) = default;
  ParamValues(const ParamValues&) = delete;

  /// In declared order; borrows from this object.
  const vtg_value* data() const { return values_.data(); }
  uint32_t size() const { return static_cast<uint32_t>(values_.size()); }

  /// "relu=true,samples=25": every parameter in declared order, numbers in their shortest exact form, a
  /// layer by name. parse_key_values() reads it back.
  std::string canonical() const;
  /// One value's canonical text; empty for a key that is not declared.
  std::string text(const std::string& key) const;

 private:
  std::vector<std::string> keys_, texts_;
  std::vector<vtg_value> values_;
};

}  // namespace vantage::engine
