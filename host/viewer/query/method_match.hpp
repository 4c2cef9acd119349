// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>
#include <vector>

#include "host/viewer/state/analysis_state.hpp"
#include "storage/records.hpp"

namespace vantage::viewer {

// Whether a method of the database is the one that a state asks for: same id and profile, every parameter
// that the choice sets, and the layer (none asked for: the model's default). What has no layer fits any.
bool matches(const storage::Method&, const MethodChoice&, const std::string& profile,
             const std::string& layer, const std::string& default_layer);

// Ids of the methods, each once, in the order in which they came into the database.
std::vector<std::string> method_ids(const std::vector<storage::Method>&);

}  // namespace vantage::viewer
