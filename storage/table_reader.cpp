// SPDX-License-Identifier: Apache-2.0
#include "storage/table_reader.hpp"

#include <algorithm>

#include "storage/connection.hpp"

namespace vantage::storage {
namespace {

Cell cell_of(const SQLite::Column& c) {
  if (c.isInteger()) return c.getInt64();
  if (c.isFloat()) return c.getDouble();
  if (c.isNull()) return std::monostate();
  return c.getString();
}

std::string query_for(const std::string& name) {
  if (name == "predictions")
    return "SELECT p.id, p.run_id, m.name AS model, m.architecture, m.weights_sha256, i.path AS image, "
           "i.sha256 AS image_sha256, p.precision, t.rank, t.class, t.probability, p.seconds FROM "
           "predictions p "
           "JOIN models m ON m.id = p.model_id JOIN images i ON i.id = p.image_id "
           "JOIN prediction_top t ON t.prediction_id = p.id ORDER BY p.id, t.rank";
  if (name == "explanations")
    return "SELECT id, run_id, model, architecture, weights_sha256, image, image_sha256, method, version, "
           "parameters, "
           "profile, layer, class, precision, seed, logit, probability, no_attention, seconds, height, width "
           "FROM v_explanations ORDER BY id";
  return "SELECT * FROM " + name + " ORDER BY id";
}

}  // namespace

const std::vector<std::string>& table_names() {
  static const std::vector<std::string> names = {"models",      "images",       "runs",
                                                 "predictions", "explanations", "failures"};
  return names;
}

void read_table(Database& database, const std::string& name, const TableReader& reader) {
  const auto& known = table_names();
  if (std::find(known.begin(), known.end(), name) == known.end()) {
    std::string all;
    for (const auto& n : known) all += (all.empty() ? "" : ", ") + n;
    throw Error("there is no table '" + name + "'; choose one of " + all);
  }
  auto& connection = database.connection();
  connection.guarded([&] {
    SQLite::Statement query(connection.sqlite(), query_for(name));
    std::vector<std::string> columns;
    const int count = query.getColumnCount();
    columns.reserve(static_cast<size_t>(count));
    for (int i = 0; i < count; ++i) columns.emplace_back(query.getColumnName(i));
    reader.columns(columns);
    while (query.executeStep()) {
      std::vector<Cell> cells;
      cells.reserve(static_cast<size_t>(count));
      for (int i = 0; i < count; ++i) cells.push_back(cell_of(query.getColumn(i)));
      reader.row(cells);
    }
  });
}

}  // namespace vantage::storage
