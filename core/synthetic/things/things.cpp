// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/things/things.hpp"

#include <array>

#include "core/synthetic/taxonomy.hpp"

namespace vantage::core::synthetic {

Figure thing(int class_index, Random& random) {
  constexpr std::array<Figure (*)(int, Random&), kRoots> kMakers{bird,   fish,    insect,   fruit,
                                                                 flower, vehicle, building, tool};
  return kMakers.at(static_cast<size_t>(class_index / kLeavesPerRoot))(class_index % kLeavesPerRoot, random);
}

}  // namespace vantage::core::synthetic
