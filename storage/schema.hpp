// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string>
#include <vector>

namespace vantage::storage {

// "VNTG" in the file's header: this file is ours.
inline constexpr int32_t kApplicationId = 0x564E5447;

// steps[n] is the SQL that takes schema n to schema n + 1. A step that has been released is never edited:
// what changes is a new step at the end. Steps must not rename tables or columns (SQLite rewrites the stored
// SQL then, and it is compared when a file is opened).
using Steps = std::vector<std::string>;

// This program's steps. Thread-safe.
const Steps& schema_steps();

}  // namespace vantage::storage
