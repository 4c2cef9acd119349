// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <nlohmann/json_fwd.hpp>

#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

// Every field by name, whether it has its default or not.
nlohmann::json to_json(const AnalysisState&);

// What is left out has its default; lists are put into order. Throws Error, one line that names the field,
// for a field that does not exist, a value of another kind or out of range, a text longer than 4,096 bytes or
// with control characters in it.
AnalysisState state_from_json(const nlohmann::json&);

}  // namespace vantage::viewer
