// SPDX-License-Identifier: Apache-2.0
// Internal: how entries are read, compared and hashed.
#pragma once

#include <functional>
#include <string>
#include <vector>

#include "storage/dataset_records.hpp"
#include "storage/query.hpp"

namespace vantage::storage {

// The entries that `where` picks, ordered by data set and position, boxes included. The query must be made of
// entries_sql().
std::string entries_sql(const std::string& where);
void gather_entries(Query&, const std::function<void(const DatasetEntry&)>&);

// docs/database.md, `datasets`, has the text that is hashed. Throws Error for an entry of an unknown image.
std::string hash_of(Connection&, const std::vector<DatasetEntry>&);

}  // namespace vantage::storage
