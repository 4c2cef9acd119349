// SPDX-License-Identifier: Apache-2.0
#include "storage/query.hpp"
#include "storage/views.hpp"

namespace vantage::storage {
namespace {

constexpr char kImages[] =
    "SELECT id, position, image_id, path, class, split, mask FROM dataset_images "
    "WHERE dataset_id = ?1 AND class = ?2 AND position > ?3 ORDER BY position LIMIT ?4";

// The rows of one result follow each other, one a map. CROSS JOIN keeps SQLite to this order: from the
// entries to what belongs to them.
std::string results_sql(const std::string& entries) {
  return "SELECT page.id, page.image_id, p.model_id, p.id, p.precision, page.class, t.class, t.probability, "
         "l.probability, l.rank, e.id, e.method_id, e.class, e.seed "
         "FROM (SELECT id, image_id, class, position FROM dataset_images WHERE " +
         entries +
         ") page CROSS JOIN predictions p ON p.image_id = page.image_id "
         "CROSS JOIN prediction_top t ON t.prediction_id = p.id AND t.rank = 1 "
         "LEFT JOIN labelled_predictions l ON l.dataset_image_id = page.id AND l.prediction_id = p.id "
         "LEFT JOIN explanations e ON e.model_id = p.model_id AND e.image_id = p.image_id "
         "AND e.precision = p.precision "
         "ORDER BY page.position, p.model_id, p.precision, e.method_id, e.class, e.seed";
}

std::vector<Result> gather(Query& row) {
  std::vector<Result> results;
  while (row.step()) {
    if (results.empty() || results.back().entry != row.integer(0) ||
        results.back().prediction != row.integer(3)) {
      Result r{row.integer(0),
               row.integer(1),
               row.integer(2),
               row.integer(3),
               row.text(4),
               row.small(5),
               row.small(6),
               row.real(7),
               {},
               {},
               {}};
      if (row.integer(9) > 0) {  // 0: NULL
        r.label_probability = row.real(8);
        r.label_rank = row.small(9);
      }
      results.push_back(std::move(r));
    }
    if (row.integer(10) > 0)
      results.back().maps.push_back(
          {row.integer(10), row.integer(11), row.small(12), static_cast<uint64_t>(row.integer(13))});
  }
  return results;
}

// Counted entries from the sums, which are one row a class; those without a label one by one.
constexpr char kPredicted[] =
    "SELECT precision, sum(entries) FROM ("
    "SELECT precision, images AS entries FROM class_sums WHERE dataset_id = ?1 AND model_id = ?2 UNION ALL "
    "SELECT p.precision, 1 FROM dataset_images d CROSS JOIN predictions p ON p.image_id = d.image_id "
    "WHERE d.dataset_id = ?1 AND d.class = -1 AND p.model_id = ?2) GROUP BY precision ORDER BY precision";
constexpr char kExplained[] =
    "SELECT e.method_id, e.precision, e.seed, count(*) FROM explanations e "
    "CROSS JOIN dataset_images d ON d.image_id = e.image_id WHERE e.model_id = ?2 AND d.dataset_id = ?1 "
    "GROUP BY e.method_id, e.precision, e.seed ORDER BY e.method_id, e.precision, e.seed";

}  // namespace

std::vector<DatasetEntry> Views::images(int64_t dataset, int cls, const Page& page) {
  return connection_.guarded([&] {
    std::vector<DatasetEntry> entries;
    Query row(connection_.cached(kImages), dataset, cls, page.after, page.limit);
    while (row.step())
      entries.push_back({row.integer(0),
                         row.integer(1),
                         row.integer(2),
                         row.text(3),
                         row.small(4),
                         row.text(5),
                         row.text(6),
                         {}});
    return entries;
  });
}

std::vector<Result> Views::results(int64_t dataset, int cls, const Page& page) {
  static const std::string sql =
      results_sql("dataset_id = ?1 AND class = ?2 AND position > ?3 ORDER BY position LIMIT ?4");
  return connection_.guarded([&] {
    Query row(connection_.cached(sql), dataset, cls, page.after, page.limit);
    return gather(row);
  });
}

std::vector<Result> Views::results_of(int64_t entry) {
  static const std::string sql = results_sql("id = ?1");
  return connection_.guarded([&] {
    Query row(connection_.cached(sql), entry);
    return gather(row);
  });
}

Progress Views::progress(int64_t dataset, int64_t model) {
  return connection_.guarded([&] {
    Progress progress;
    for (Query row(connection_.cached(kPredicted), dataset, model); row.step();)
      progress.predictions.push_back({row.text(0), row.integer(1)});
    for (Query row(connection_.cached(kExplained), dataset, model); row.step();)
      progress.maps.push_back(
          {row.integer(0), row.text(1), static_cast<uint64_t>(row.integer(2)), row.integer(3)});
    return progress;
  });
}

}  // namespace vantage::storage
