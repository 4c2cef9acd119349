// SPDX-License-Identifier: Apache-2.0
#include "host/engine/spec.hpp"

#include <algorithm>
#include <cctype>
#include <filesystem>

#include "host/engine/params.hpp"

namespace vantage::engine {
namespace {

bool is_key(const std::string& s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](unsigned char c) {
    return std::islower(c) || std::isdigit(c) || c == '_';
  });
}

bool is_name(const std::string& s) {
  return !s.empty() && std::all_of(s.begin(), s.end(), [](unsigned char c) {
    return std::isalnum(c) || c == '_' || c == '-' || c == '.' || c == '+';
  });
}

// Where ",key=value,key=value" begins: a comma inside a file's name is not followed by a key.
size_t end_of_source(const std::string& text) {
  for (size_t comma = text.find(','); comma != std::string::npos; comma = text.find(',', comma + 1)) {
    const size_t equals = text.find('=', comma);
    if (equals != std::string::npos && is_key(text.substr(comma + 1, equals - comma - 1))) return comma;
  }
  return text.size();
}

}  // namespace

ModelSpec parse_model(const std::string& text) {
  const size_t end = end_of_source(text);
  ModelSpec spec{"", text.substr(0, end), {}};
  if (end < text.size()) spec.params = parse_key_values(text.substr(end + 1));
  if (const size_t equals = spec.source.find('='); equals != std::string::npos)
    if (const auto name = spec.source.substr(0, equals); is_name(name)) {
      spec.name = name;
      spec.source.erase(0, equals + 1);
    }
  if (spec.source.empty())
    throw Error("model '" + text + "' names no source; write [NAME=]ARCHITECTURE:FILE or [NAME=]FILE");
  return spec;
}

std::string default_name(const ModelSpec& spec) {
  const auto architecture = spec.source.substr(0, spec.source.find(':'));
  return architecture.find('/') == std::string::npos && architecture != spec.source
             ? architecture
             : std::filesystem::path(spec.source).stem().string();
}

MethodSpec parse_method(const std::string& text) {
  const size_t colon = text.find(':');
  MethodSpec spec{text.substr(0, colon), {}};
  if (spec.id.empty()) throw Error("method '" + text + "' names no method; write ID or ID:key=value,...");
  if (colon != std::string::npos) spec.params = parse_key_values(text.substr(colon + 1));
  return spec;
}

}  // namespace vantage::engine
