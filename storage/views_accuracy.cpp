// SPDX-License-Identifier: Apache-2.0
#include "storage/query.hpp"
#include "storage/views.hpp"

namespace vantage::storage {
namespace {

constexpr char kModels[] =
    "SELECT a.images, a.top1, a.top5, a.probability_sum, m.id, m.name, m.architecture, a.precision, "
    "m.parameter_count, m.macs FROM "
    "(SELECT model_id, precision, sum(images) AS images, sum(top1) AS top1, sum(top5) AS top5, "
    "sum(probability_sum) AS probability_sum FROM class_accuracy WHERE dataset_id = ?1 "
    "GROUP BY model_id, precision) a JOIN models m ON m.id = a.model_id ORDER BY m.id, a.precision";
constexpr char kRoots[] =
    "SELECT sum(a.images), sum(a.top1), sum(a.top5), sum(a.probability_sum), a.model_id, a.precision, "
    "coalesce(c.root, '') AS root FROM class_accuracy a "
    "LEFT JOIN dataset_classes c ON c.dataset_id = a.dataset_id AND c.class = a.class "
    "WHERE a.dataset_id = ?1 GROUP BY a.model_id, a.precision, 7 ORDER BY a.model_id, a.precision, 7";
constexpr char kClasses[] =
    "SELECT c.class, c.wnid, c.label, c.root, (SELECT count(*) FROM dataset_images d "
    "WHERE d.dataset_id = c.dataset_id AND d.class = c.class) FROM dataset_classes c "
    "WHERE c.dataset_id = ?1 ORDER BY c.root, c.label, c.class";

Counts read_counts(const Query& row) {
  return {row.integer(0), row.integer(1), row.integer(2), row.real(3)};
}

}  // namespace

std::vector<ModelAccuracy> Views::models(int64_t dataset) {
  return connection_.guarded([&] {
    std::vector<ModelAccuracy> rows;
    for (Query row(connection_.cached(kModels), dataset); row.step();)
      rows.push_back({read_counts(row), row.integer(4), row.text(5), row.text(6), row.text(7), row.integer(8),
                      row.integer(9)});
    return rows;
  });
}

std::vector<RootAccuracy> Views::roots(int64_t dataset) {
  return connection_.guarded([&] {
    std::vector<RootAccuracy> rows;
    for (Query row(connection_.cached(kRoots), dataset); row.step();)
      rows.push_back({read_counts(row), row.integer(4), row.text(5), row.text(6)});
    return rows;
  });
}

std::vector<ClassSize> Views::classes(int64_t dataset) {
  return connection_.guarded([&] {
    std::vector<ClassSize> rows;
    for (Query row(connection_.cached(kClasses), dataset); row.step();)
      rows.push_back({{row.small(0), row.text(1), row.text(2), row.text(3)}, row.integer(4)});
    return rows;
  });
}

}  // namespace vantage::storage
