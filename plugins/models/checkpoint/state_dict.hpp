// SPDX-License-Identifier: Apache-2.0
// From what torch.save pickled to tensors with names; the same for both of its containers.
#pragma once

#include <functional>
#include <string_view>
#include <vector>

#include "plugins/models/checkpoint/pickle.hpp"
#include "plugins/models/checkpoint/stored.hpp"

namespace vantage::checkpoint {

/// The bytes of a storage, exactly count elements long; throws Error where the file does not have them.
using Locate = std::function<std::string_view(const StorageRef&)>;

/// The named tensors of the pickled object's state dict, looked for also under "state_dict", "model", ...
/// Throws Error where there are none, where a name comes twice, and where a tensor leaves its storage.
std::vector<Stored> stateDict(const Pickle& pickle, const Locate& locate);

}  // namespace vantage::checkpoint
