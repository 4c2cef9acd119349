// SPDX-License-Identifier: GPL-3.0-or-later
// A plugin's parameters as the text that people write.
#pragma once

#include <optional>
#include <string>

#include "host/engine/plugin_info.hpp"

namespace vantage::viewer {

// "a whole number from 1 to 200", "mean or max": what a text may say, without a final full stop.
std::string allowed_text(const engine::ParamInfo&);

std::string default_text(const engine::ParamInfo&);

// The text as results record it: "0.5" of "0.50"; none: the plugin does not take it.
std::optional<std::string> accepted_text(const engine::ParamInfo&, const std::string& text);

}  // namespace vantage::viewer
