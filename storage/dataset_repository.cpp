// SPDX-License-Identifier: Apache-2.0
#include "storage/dataset_repositories.hpp"
#include "storage/dataset_rows.hpp"

namespace vantage::storage {
namespace {

constexpr char kFind[] = "SELECT id, name, source, sha256 FROM datasets WHERE name = ?1";
constexpr char kAll[] = "SELECT id, name, source, sha256 FROM datasets ORDER BY name";
constexpr char kClasses[] =
    "SELECT class, wnid, label, root FROM dataset_classes WHERE dataset_id = ?1 ORDER BY class";
constexpr char kSize[] = "SELECT count(*) FROM dataset_images WHERE dataset_id = ?1";

Dataset read(const Query& row) {
  return {row.integer(0), row.text(1), row.text(2), row.text(3)};
}

}  // namespace

std::optional<Dataset> DatasetRepository::find(const std::string& name) {
  return connection_.guarded([&] {
    Query row(connection_.cached(kFind), name);
    return row.step() ? std::optional(read(row)) : std::nullopt;
  });
}

std::vector<Dataset> DatasetRepository::all() {
  return connection_.guarded([&] {
    std::vector<Dataset> datasets;
    for (Query row(connection_.cached(kAll)); row.step();) datasets.push_back(read(row));
    return datasets;
  });
}

std::vector<DatasetClass> DatasetRepository::classes(int64_t dataset) {
  return connection_.guarded([&] {
    std::vector<DatasetClass> classes;
    for (Query row(connection_.cached(kClasses), dataset); row.step();)
      classes.push_back({row.small(0), row.text(1), row.text(2), row.text(3)});
    return classes;
  });
}

int64_t DatasetRepository::size(int64_t dataset) {
  return connection_.guarded([&] {
    Query row(connection_.cached(kSize), dataset);
    row.step();
    return row.integer(0);
  });
}

void DatasetRepository::for_each(int64_t dataset, const std::function<void(const DatasetEntry&)>& callback) {
  connection_.guarded([&] {
    // Its own statement: the callback may read, too.
    SQLite::Statement statement(connection_.sqlite(), entries_sql("d.dataset_id = ?1"));
    Query rows(statement, dataset);
    gather_entries(rows, callback);
  });
}

std::vector<DatasetEntry> DatasetRepository::of_class(int64_t dataset, int cls) {
  static const std::string sql = entries_sql("d.dataset_id = ?1 AND d.class = ?2");
  return connection_.guarded([&] {
    std::vector<DatasetEntry> entries;
    Query rows(connection_.cached(sql), dataset, cls);
    gather_entries(rows, [&](const DatasetEntry& e) { entries.push_back(e); });
    return entries;
  });
}

std::optional<DatasetEntry> DatasetRepository::at(int64_t dataset, int64_t position) {
  static const std::string sql = entries_sql("d.dataset_id = ?1 AND d.position = ?2");
  return connection_.guarded([&] {
    std::optional<DatasetEntry> entry;
    Query rows(connection_.cached(sql), dataset, position);
    gather_entries(rows, [&](const DatasetEntry& e) { entry = e; });
    return entry;
  });
}

}  // namespace vantage::storage
