// SPDX-License-Identifier: Apache-2.0
// The transportation problem, solved exactly in whole numbers.
#pragma once
#include <cstdint>
#include <vector>

namespace vantage::similarity {

/// The least cost of bringing supply[i] from every place i to where demand[j] is wanted; one unit from i to j
/// costs costs[i * demand.size() + j]. Nothing is negative, both sums are equal, and their product with the
/// largest cost is below 2^63. Thread-safe.
int64_t transport(const std::vector<int64_t>& supply, const std::vector<int64_t>& demand,
                  const std::vector<int64_t>& costs);

}  // namespace vantage::similarity
