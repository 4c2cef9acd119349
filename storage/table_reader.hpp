// SPDX-License-Identifier: Apache-2.0
// Tables and views as they are, for export: the column names, then every row.
#pragma once

#include <functional>
#include <string>
#include <variant>
#include <vector>

#include "storage/database.hpp"

namespace vantage::storage {

// NULL, a whole number, a real one, a text.
using Cell = std::variant<std::monostate, int64_t, double, std::string>;

// What can be exported: "models", "images", "runs", "predictions", "explanations", "failures", "datasets",
// "experiments", "labelled", "accuracy", "similarities", "attention", "localisation".
const std::vector<std::string>& table_names();

struct TableReader {
  std::function<void(const std::vector<std::string>&)> columns;  // called once, first
  std::function<void(const std::vector<Cell>&)> row;             // called for each row, in a fixed order
};

// With names in the place of ids, without blobs. Throws Error, also for an unknown name.
void read_table(Database&, const std::string& name, const TableReader&);

}  // namespace vantage::storage
