// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/query/method_match.hpp"

#include <algorithm>

namespace vantage::viewer {
namespace {

// Canonical parameters are "key=value,key=value" (docs/database.md).
bool has_parameter(const std::string& parameters, const std::string& key, const std::string& value) {
  return ("," + parameters + ",").find("," + key + "=" + value + ",") != std::string::npos;
}

}  // namespace

bool matches(const storage::Method& m, const MethodChoice& choice, const std::string& profile,
             const std::string& layer, const std::string& default_layer) {
  if (m.method != choice.id || m.profile != profile) return false;
  if (!m.layer.empty() && m.layer != (layer.empty() ? default_layer : layer)) return false;
  return std::all_of(choice.parameters.begin(), choice.parameters.end(), [&](const auto& parameter) {
    return has_parameter(m.parameters, parameter.first, parameter.second);
  });
}

std::vector<std::string> method_ids(const std::vector<storage::Method>& methods) {
  std::vector<std::string> ids;
  for (const auto& m : methods)
    if (std::find(ids.begin(), ids.end(), m.method) == ids.end()) ids.push_back(m.method);
  return ids;
}

}  // namespace vantage::viewer
