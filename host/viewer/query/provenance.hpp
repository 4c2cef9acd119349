// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

#include "storage/database.hpp"
#include "storage/records.hpp"

namespace vantage::viewer {

// Where a database's results come from.
struct Provenance {
  int schema = 0;
  std::vector<storage::Run> runs;        // by id
  std::vector<storage::Method> methods;  // likewise
  std::vector<storage::Model> models;    // likewise
};

// Throws storage::Error.
Provenance read_provenance(storage::Database&);

}  // namespace vantage::viewer
