// SPDX-License-Identifier: Apache-2.0
#include "storage/analysis_repositories.hpp"
#include "storage/query.hpp"

namespace vantage::storage {
namespace {

constexpr char kForget[] = "DELETE FROM class_accuracy WHERE dataset_id = ?1";
// Whole multiples of 2^-30 have the same sum in any order.
constexpr char kCount[] =
    "INSERT INTO class_accuracy (dataset_id, model_id, precision, class, images, top1, top5, "
    "probability_sum) "
    "SELECT d.dataset_id, p.model_id, p.precision, d.class, count(*), sum(l.rank = 1), sum(l.rank <= 5), "
    "sum(CAST(round(l.probability * 1073741824.0) AS INTEGER)) / 1073741824.0 "
    "FROM dataset_images d JOIN labelled_predictions l ON l.dataset_image_id = d.id "
    "JOIN predictions p ON p.id = l.prediction_id "
    "WHERE d.dataset_id = ?1 GROUP BY p.model_id, p.precision, d.class";

}  // namespace

void AccuracyRepository::refresh(int64_t dataset) {
  connection_.guarded([&] {
    Scope scope(connection_);
    Query(connection_.cached(kForget), dataset).run();
    Query(connection_.cached(kCount), dataset).run();
    scope.commit();
  });
}

std::vector<ClassAccuracy> AccuracyRepository::rows(int64_t dataset, const AccuracyFilter& f) {
  std::string sql =
      "SELECT a.model_id, a.precision, a.class, a.images, a.top1, a.top5, a.probability_sum "
      "FROM class_accuracy a WHERE a.dataset_id = ?1";
  if (f.model) sql += " AND a.model_id = ?";
  if (f.precision) sql += " AND a.precision = ?";
  if (f.root) sql += " AND a.class IN (SELECT class FROM dataset_classes WHERE dataset_id = ?1 AND root = ?)";
  sql += " ORDER BY a.model_id, a.precision, a.class";
  return connection_.guarded([&] {
    std::vector<ClassAccuracy> rows;
    SQLite::Statement statement(connection_.sqlite(), sql);
    Query row(statement, dataset, f.model, f.precision, f.root);
    while (row.step())
      rows.push_back({dataset, row.integer(0), row.text(1), row.small(2), row.integer(3), row.integer(4),
                      row.integer(5), row.real(6)});
    return rows;
  });
}

}  // namespace vantage::storage
