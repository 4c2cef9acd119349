// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <vector>

#include "storage/merge_steps.hpp"

namespace vantage::storage {
namespace {

std::vector<std::string> columns_of(Connection& connection, const char* table) {
  std::vector<std::string> columns;
  SQLite::Statement query(connection.sqlite(),
                          fmt::format("SELECT name FROM pragma_table_info('{}') WHERE name <> 'id'", table));
  while (query.executeStep()) columns.push_back(query.getColumn(0).getString());
  return columns;
}

// What a column of the other's row is here.
std::string mapped(const Copy& copy, const std::string& column) {
  for (const auto& r : copy.references)
    if (r.column == column) return "new_" + column + ".new";
  return "o." + column;
}

// CROSS JOIN keeps SQLite to this order: it knows nothing about the maps.
std::string source(const Copy& copy) {
  std::string sql = fmt::format("FROM other.{} o", copy.table);
  for (const auto& r : copy.references)
    sql += fmt::format(" CROSS JOIN temp.map_{0} new_{1} ON new_{1}.old = o.{1}", r.table, r.column);
  return sql;
}

}  // namespace

int64_t copy_rows(Connection& connection, const Copy& copy) {
  std::string names, values;
  for (const auto& column : columns_of(connection, copy.table)) {
    names += (names.empty() ? "" : ", ") + column;
    values += (values.empty() ? "" : ", ") + mapped(copy, column);
  }
  // In the other's order, so that the same two files always give the same one.
  const bool has_id = connection.number(fmt::format(
                          "SELECT count(*) FROM pragma_table_info('{}') WHERE name = 'id'", copy.table)) > 0;
  return connection.sqlite().exec(
      fmt::format("INSERT INTO main.{} ({}) SELECT {} {} WHERE {}{} ON CONFLICT DO NOTHING", copy.table,
                  names, values, source(copy), copy.where, has_id ? " ORDER BY o.id" : ""));
}

void map_rows(Connection& connection, const Copy& copy, std::initializer_list<const char*> identity) {
  std::string here, there;
  for (const char* column : identity) {
    here += fmt::format("{}t.{}", here.empty() ? "" : ", ", column);
    there += (there.empty() ? "" : ", ") + mapped(copy, column);
  }
  auto& sqlite = connection.sqlite();
  sqlite.exec(
      fmt::format("CREATE TEMP TABLE map_{} (old INTEGER PRIMARY KEY, new INTEGER NOT NULL)", copy.table));
  sqlite.exec(fmt::format(
      "INSERT INTO temp.map_{0} SELECT o.id, min(t.id) {1} CROSS JOIN main.{0} t ON ({2}) = ({3}) "
      "GROUP BY o.id",
      copy.table, source(copy), here, there));
}

}  // namespace vantage::storage
