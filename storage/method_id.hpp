// SPDX-License-Identifier: Apache-2.0
// Internal: which row of `methods` has these settings.
#pragma once

#include <cstdint>
#include <optional>

#include "storage/connection.hpp"
#include "storage/records.hpp"

namespace vantage::storage {

std::optional<int64_t> find_method(Connection&, const MethodSettings&);
int64_t find_or_add_method(Connection&, const MethodSettings&);

}  // namespace vantage::storage
