// SPDX-License-Identifier: Apache-2.0
// A network's numbers by torchvision's names: from a checkpoint, or drawn from a seed.
#pragma once
#include <ATen/core/ivalue.h>

#include <cstdint>
#include <string>
#include <unordered_map>
#include <vector>

#include "plugins/models/checkpoint/checkpoint.hpp"
#include "plugins/models/zoo/architectures.hpp"

namespace vantage::zoo {

using Weights = std::unordered_map<std::string, at::Tensor>;  // float32, contiguous, CPU

/// Every weight of the graph, no more and no less. Throws vantage::Error that names the first
/// missing, extra or wrongly shaped tensor, and the architecture that would fit where there is one.
Weights load_weights(const Architecture&, const Graph&, const checkpoint::Checkpoint&,
                     const std::string& file);

/// Kaiming-uniform convolutions and linear layers, batch norms that change nothing.
Weights seeded_weights(const Graph&, uint64_t seed);

/// The classes' names where the checkpoint brings them: its metadata "labels", a line a class. Throws
/// vantage::Error when these are not `classes` lines of visible text.
std::vector<std::string> labels_in(const checkpoint::Checkpoint&, int64_t classes, const std::string& file);

/// How many classes the checkpoint's head has, 0 where it has no such tensor.
int64_t classes_in(const Architecture&, const checkpoint::Checkpoint&);

}  // namespace vantage::zoo
