// SPDX-License-Identifier: Apache-2.0
// Labels and sums. A sum over images that both files counted would count them twice, and a sum cannot be
// taken back; so a class of a model is taken as a whole or not at all.
#include <fmt/format.h>

#include "storage/analysis_repositories.hpp"
#include "storage/blob.hpp"
#include "storage/merge_steps.hpp"
#include "storage/query.hpp"

namespace vantage::storage {
namespace {

// The other's labelled predictions with what they are here.
constexpr char kLabels[] =
    "other.labelled_predictions o CROSS JOIN other.dataset_images d ON d.id = o.dataset_image_id "
    "CROSS JOIN other.predictions p ON p.id = o.prediction_id "
    "CROSS JOIN temp.map_dataset_images entry ON entry.old = d.id CROSS JOIN temp.map_predictions prediction "
    "ON "
    "prediction.old = p.id";

// Ids are the other's. theirs: how many it counted; shared: how many of these are counted here, too.
void group(SQLite::Database& sqlite) {
  sqlite.exec(
      "CREATE TEMP TABLE groups (dataset_id INTEGER, model_id INTEGER, precision TEXT, class INTEGER, theirs "
      "INTEGER, "
      "shared INTEGER, taken INTEGER, PRIMARY KEY (dataset_id, model_id, precision, class))");
  sqlite.exec(fmt::format(
      "INSERT INTO temp.groups SELECT d.dataset_id, p.model_id, p.precision, d.class, count(*), "
      "count(l.rank), 0 "
      "FROM {} LEFT JOIN main.labelled_predictions l "
      "ON l.dataset_image_id = entry.new AND l.prediction_id = prediction.new GROUP BY 1, 2, 3, 4",
      kLabels));
  // Nor is a sum taken that does not say what its labels say.
  sqlite.exec(
      "UPDATE temp.groups SET taken = 1 WHERE shared = 0 AND theirs = (SELECT s.images FROM other.class_sums "
      "s WHERE "
      "(s.dataset_id, s.model_id, s.precision, s.class) = "
      "(groups.dataset_id, groups.model_id, groups.precision, groups.class))");
}

void add_sums(Database& into, const std::filesystem::path& from) {
  auto& connection = into.connection();
  SQLite::Statement statement(
      connection.sqlite(),
      "SELECT d.new, m.new, s.precision, s.class, s.images, s.sums, n.classes "
      "FROM temp.groups g CROSS JOIN other.class_sums s "
      "ON (s.dataset_id, s.model_id, s.precision, s.class) = (g.dataset_id, g.model_id, g.precision, "
      "g.class) "
      "JOIN temp.map_datasets d ON d.old = g.dataset_id JOIN temp.map_models m ON m.old = g.model_id "
      "JOIN main.models n ON n.id = m.new WHERE g.taken ORDER BY 1, 2, 3, 4");
  ClassSumRepository sums(into);
  for (Query row(statement); row.step();) {
    ClassSum sum{row.integer(0), row.integer(1), row.text(2), row.small(3), row.integer(4), {}};
    try {
      const auto plain = decompress(row.blob(5), sizeof(int64_t) * checked_classes(row.integer(6)), "sums");
      sum.sums = raw_values<int64_t>(plain);
    } catch (const Error& wrong) {
      throw Error(fmt::format("database {} is damaged at the sums of class {}: {}; restore a copy",
                              quoted(from), sum.cls, wrong.what()));
    }
    sums.add(sum);
  }
}

}  // namespace

void merge_counts(Database& into, const std::filesystem::path& from, MergeReport& report) {
  auto& connection = into.connection();
  auto& sqlite = connection.sqlite();
  group(sqlite);
  sqlite.exec(
      "CREATE TEMP TABLE counted AS SELECT DISTINCT dataset_id, model_id, precision FROM main.class_sums");
  add_sums(into, from);
  report.labelled = sqlite.exec(fmt::format(
      "INSERT INTO main.labelled_predictions (dataset_image_id, prediction_id, probability, rank) "
      "SELECT entry.new, prediction.new, o.probability, o.rank FROM {} JOIN temp.groups g "
      "ON (g.dataset_id, g.model_id, g.precision, g.class) = (d.dataset_id, p.model_id, p.precision, "
      "d.class) "
      "WHERE g.taken",
      kLabels));
  report.left =
      connection.number("SELECT coalesce(sum(theirs - shared), 0) FROM temp.groups WHERE NOT taken");

  // A layout fits where all sums of its model are the other's.
  copy_rows(connection,
            {"layouts",
             {{"dataset_id", "datasets"}, {"model_id", "models"}},
             "(new_dataset_id.new, new_model_id.new, o.precision) NOT IN (SELECT * FROM temp.counted)"});
  std::vector<int64_t> changed;
  SQLite::Statement datasets(sqlite,
                             "SELECT DISTINCT d.new FROM temp.groups g JOIN temp.map_datasets d "
                             "ON d.old = g.dataset_id WHERE g.taken");
  while (datasets.executeStep()) changed.push_back(datasets.getColumn(0).getInt64());
  for (const int64_t dataset : changed) AccuracyRepository(into).refresh(dataset);
}

}  // namespace vantage::storage
