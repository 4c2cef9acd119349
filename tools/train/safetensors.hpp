// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <map>
#include <string>

#include "plugins/models/zoo/weights.hpp"

namespace vantage::train {

/// The bytes of a .safetensors file (https://huggingface.co/docs/safetensors, "Format"): the graph's weights
/// in its own order as float16, rounded to nearest, and text of the writer's under "__metadata__".
std::string safetensors(const zoo::Graph&, const zoo::Weights&,
                        const std::map<std::string, std::string>& metadata);

}  // namespace vantage::train
