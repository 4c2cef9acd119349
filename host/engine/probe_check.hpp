// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <vector>

#include "host/engine/plugin_info.hpp"

namespace vantage::engine {

/// Throws Error with the reason alone where what plugins say of themselves makes no sense: ids, texts,
/// parameters with their ranges and defaults, architectures, scales, two of one id. Whatever passes can go to
/// a command line, a form, a database key and a JSON file as it is.
void check_plugins(const std::vector<PluginInfo>&);

}  // namespace vantage::engine
