// SPDX-License-Identifier: Apache-2.0
// An accuracy report for people and for programs.
#pragma once
#include <string>
#include <utility>
#include <vector>

#include "host/cli/json.hpp"
#include "host/cli/table.hpp"
#include "host/engine/analysis/accuracy_report.hpp"

namespace vantage::cli {

std::string percent(double share);  ///< two decimals, without the sign

/// Each with its title: models, root classes, the extreme classes of the paper's view E, McNemar's tests.
std::vector<std::pair<std::string, Table>> accuracy_tables(const engine::AccuracyReport&);

/// The keys "models", "classes" and "mcnemar".
Json accuracy_json(const engine::AccuracyReport&);

}  // namespace vantage::cli
