// SPDX-License-Identifier: Apache-2.0
// The closed list of Python names that a checkpoint may mention.
#pragma once

#include <cstddef>
#include <string_view>

#include "plugins/models/checkpoint/checkpoint.hpp"

namespace vantage::checkpoint {

enum class Role { ordered_dict, size, rebuild_tensor, rebuild_parameter, storage, tag };

struct Global {
  std::string_view module, name;
  Role role;
  DType dtype = DType::f32;  ///< of a storage
};

/// Never throws anything but Error, which names the refused global and says what to do instead.
/// The result is of static lifetime.
const Global& findGlobal(std::string_view module, std::string_view name);

/// The place of a Global within the list, and back: how a Value refers to one.
size_t indexOf(const Global& global);
const Global& globalAt(size_t index);

}  // namespace vantage::checkpoint
