// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <vector>

#include "core/imagenet.hpp"

namespace vantage::core::synthetic {

// The forty classes of the drawn data set: eight root classes of five leaves each, which share a body plan
// and differ in parts and textures. `index` is 5 * root + leaf; `wnid` is the project's own ("s00000203"), no
// synset of WordNet's. Thread-safe.
inline constexpr int kRoots = 8, kLeavesPerRoot = 5, kClasses = kRoots * kLeavesPerRoot;
const std::vector<LeafClass>& classes();

// The classes that a mark in the background goes with, in the order of the marks (mark.hpp).
inline constexpr int kMarks = 2;
int class_of_mark(int mark);

}  // namespace vantage::core::synthetic
