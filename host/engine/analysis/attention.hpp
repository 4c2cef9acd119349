// SPDX-License-Identifier: Apache-2.0
// What models look at, measured map by map: the region above a threshold, and how it fits boxes and masks.
#pragma once
#include <cstdint>
#include <functional>
#include <set>
#include <string>
#include <vector>

#include "storage/database.hpp"

namespace vantage::engine {

struct AttentionSummary {
  int64_t measured = 0, existing = 0;  // maps
  std::vector<std::string> problems;   // one line each: a mask that cannot be read, a broken map
};

/// Measures every map of the data set at the threshold, in [0,1], that has not been measured, and writes what
/// it finds every few images. progress(done, all) counts images; returns true to stop. `entries`: of these
/// alone, if not empty. Throws storage::Error.
AttentionSummary measure_attention(storage::Database&, int64_t dataset, double threshold,
                                   const std::function<bool(size_t, size_t)>& progress = {},
                                   const std::set<int64_t>& entries = {});

}  // namespace vantage::engine
