// SPDX-License-Identifier: Apache-2.0
// What an opened model says of itself, checked before anything rests on it.
#pragma once
#include <vector>

#include "vantage/abi.h"

namespace vantage::engine {

/// Texts that are NULL become "". Throws engine::Error with what is wrong, a clause without the model's name:
/// sizes out of range, images that are not RGB, a spread that is not above 0, layers or labels without names.
void check_model(vtg_model_info&, const std::vector<vtg_layer_info>&);

}  // namespace vantage::engine
