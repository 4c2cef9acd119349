// SPDX-License-Identifier: Apache-2.0
#include "host/engine/dialects.hpp"

#include "host/engine/params.hpp"

namespace vantage::engine {

const std::vector<Dialect>& dialects() {
  static const std::vector<Dialect> table{
      {"captum", "grad-cam", "relu=false"},
  };
  return table;
}

std::map<std::string, std::string> dialect(const std::string& profile, const std::string& method) {
  for (const auto& d : dialects())
    if (profile == d.profile && method == d.method) return parse_key_values(d.params);
  return {};
}

}  // namespace vantage::engine
