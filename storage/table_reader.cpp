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

struct Table {
  std::string name, sql;
};

// Names in the place of ids where there are any; no blobs.
const std::vector<Table>& tables() {
  static const std::vector<Table> all = {
      {"models", "SELECT * FROM models ORDER BY id"},
      {"images", "SELECT * FROM images ORDER BY id"},
      {"runs", "SELECT * FROM runs ORDER BY id"},
      {"predictions",
       "SELECT p.id, p.run_id, m.name AS model, m.architecture, m.weights_sha256, i.path AS image, "
       "i.sha256 AS image_sha256, p.precision, t.rank, t.class, t.probability, p.seconds FROM predictions p "
       "JOIN models m ON m.id = p.model_id JOIN images i ON i.id = p.image_id "
       "JOIN prediction_top t ON t.prediction_id = p.id ORDER BY p.id, t.rank"},
      {"explanations",
       "SELECT id, run_id, model, architecture, weights_sha256, image, image_sha256, method, version, "
       "parameters, "
       "profile, layer, class, precision, seed, logit, probability, no_attention, seconds, height, width "
       "FROM v_explanations ORDER BY id"},
      {"failures", "SELECT * FROM failures ORDER BY id"},
      {"datasets", "SELECT * FROM datasets ORDER BY id"},
      {"experiments", "SELECT * FROM experiments ORDER BY id"},
      {"labelled", "SELECT * FROM v_labelled ORDER BY dataset, position, model, architecture, precision"},
      {"accuracy", "SELECT * FROM v_accuracy ORDER BY dataset, model, architecture, precision, class"},
      {"similarities",
       "SELECT d.name AS dataset, x.method, x.version, x.parameters, x.profile, x.layer, s.measure, "
       "s.precision, "
       "s.seed, s.target, s.class, a.name AS model_a, b.name AS model_b, s.images, s.mean FROM similarities "
       "s "
       "JOIN datasets d ON d.id = s.dataset_id JOIN methods x ON x.id = s.method_id "
       "JOIN models a ON a.id = s.model_a JOIN models b ON b.id = s.model_b "
       "ORDER BY s.dataset_id, s.method_id, s.measure, s.precision, s.seed, s.target, s.class, s.model_a, "
       "s.model_b"},
      {"attention",
       "SELECT a.explanation_id, m.name AS model, i.path AS image, x.method, x.profile, x.layer, e.class, "
       "a.threshold, a.area, a.components, a.centroid_x, a.centroid_y, a.peak_x, a.peak_y FROM attention a "
       "JOIN explanations e ON e.id = a.explanation_id JOIN models m ON m.id = e.model_id "
       "JOIN images i ON i.id = e.image_id JOIN methods x ON x.id = e.method_id "
       "ORDER BY a.explanation_id, a.threshold"},
      {"localisation",
       "SELECT * FROM v_localisation ORDER BY dataset, position, model, architecture, method, class, "
       "threshold"}};
  return all;
}

}  // namespace

const std::vector<std::string>& table_names() {
  static const std::vector<std::string> names = [] {
    std::vector<std::string> all;
    for (const auto& t : tables()) all.push_back(t.name);
    return all;
  }();
  return names;
}

void read_table(Database& database, const std::string& name, const TableReader& reader) {
  const auto table =
      std::find_if(tables().begin(), tables().end(), [&](const auto& t) { return t.name == name; });
  if (table == tables().end()) {
    std::string all;
    for (const auto& n : table_names()) all += (all.empty() ? "" : ", ") + n;
    throw Error("there is no table '" + name + "'; choose one of " + all);
  }
  auto& connection = database.connection();
  connection.guarded([&] {
    SQLite::Statement query(connection.sqlite(), table->sql);
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
