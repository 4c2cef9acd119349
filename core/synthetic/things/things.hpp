// SPDX-License-Identifier: Apache-2.0
#pragma once

#include "core/synthetic/figure.hpp"

namespace vantage::core::synthetic {

// One function a root class: the figure of an individual of its leaf class 0 ... 4 (in the order of the
// taxonomy), which the random numbers make unlike every other. Upright, facing right.
Figure bird(int leaf, Random&);
Figure fish(int leaf, Random&);
Figure insect(int leaf, Random&);
Figure fruit(int leaf, Random&);
Figure flower(int leaf, Random&);
Figure vehicle(int leaf, Random&);
Figure building(int leaf, Random&);
Figure tool(int leaf, Random&);

// The figure of class 0 ... 39.
Figure thing(int class_index, Random&);

}  // namespace vantage::core::synthetic
