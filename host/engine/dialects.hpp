// SPDX-License-Identifier: Apache-2.0
// What a profile asks of a method's parameters, so that it computes what that library computes.
#pragma once
#include <map>
#include <string>
#include <vector>

namespace vantage::engine {

/// One line of the table: under `profile`, `method` takes these values where the user gives none.
struct Dialect {
  const char* profile;
  const char* method;
  const char* params;  ///< key=value,...
};

/// Every deviation from the papers, which are the plugins' own defaults.
const std::vector<Dialect>& dialects();

/// The values of one method; empty where the profile follows the paper.
std::map<std::string, std::string> dialect(const std::string& profile, const std::string& method);

}  // namespace vantage::engine
