// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "storage/merge_steps.hpp"

namespace vantage::storage {
namespace {

// A run has no identity: starts that agree in everything are one.
int64_t merge_runs(Connection& connection) {
  static constexpr char kColumns[] =
      "command_line, vantage_version, started_utc, seed, threads, platform, libraries, device";
  const int64_t added = connection.sqlite().exec(fmt::format(
      "INSERT INTO main.runs ({0}) SELECT {0} FROM other.runs EXCEPT SELECT {0} FROM main.runs", kColumns));
  map_rows(connection, {"runs", {}},
           {"command_line", "vantage_version", "started_utc", "seed", "threads", "platform", "libraries",
            "device"});
  return added;
}

void require_the_same_datasets(Connection& connection) {
  SQLite::Statement query(connection.sqlite(),
                          "SELECT o.name FROM other.datasets o JOIN main.datasets d ON d.name = o.name "
                          "WHERE d.sha256 <> o.sha256 ORDER BY o.name");
  if (query.executeStep())
    throw Error(
        fmt::format("the data set '{}' is not the same in the two databases; register the same one in both, "
                    "or one of them under another name",
                    query.getColumn(0).getString()));
}

}  // namespace

void merge_results(Connection& c, const Before& before, MergeReport& report) {
  require_the_same_datasets(c);
  report.runs = merge_runs(c);
  const auto join = [&](const Copy& copy, std::initializer_list<const char*> identity) {
    const int64_t added = copy_rows(c, copy);
    map_rows(c, copy, identity);
    return added;
  };
  report.models =
      join({"models", {}}, {"architecture", "weights_sha256", "loader", "loader_version", "parameters"});
  report.images = join({"images", {}}, {"sha256"});
  report.methods = join({"methods", {}}, {"method", "version", "parameters", "profile", "layer"});

  // Entries of the same data set are the same by their position, whatever their paths.
  report.datasets = join({"datasets", {}}, {"name"});
  copy_rows(c, {"dataset_classes", {{"dataset_id", "datasets"}}});
  join({"dataset_images", {{"dataset_id", "datasets"}, {"image_id", "images"}}}, {"dataset_id", "position"});
  copy_rows(c, {"boxes", {{"dataset_image_id", "dataset_images"}}});
  report.experiments = copy_rows(c, {"experiments", {{"dataset_id", "datasets"}}});

  report.predictions =
      join({"predictions", {{"model_id", "models"}, {"image_id", "images"}, {"run_id", "runs"}}},
           {"model_id", "image_id", "precision"});
  copy_rows(c, {"prediction_top",
                {{"prediction_id", "predictions"}},
                fmt::format("new_prediction_id.new > {}", before.predictions)});
  copy_rows(c, {"confidences", {{"prediction_id", "predictions"}}});
  report.explanations =
      join({"explanations",
            {{"model_id", "models"}, {"image_id", "images"}, {"method_id", "methods"}, {"run_id", "runs"}}},
           {"model_id", "image_id", "method_id", "class", "precision", "seed"});
  copy_rows(c, {"attention", {{"explanation_id", "explanations"}}});
  copy_rows(c,
            {"localisation", {{"explanation_id", "explanations"}, {"dataset_image_id", "dataset_images"}}});
}

// A mean over fewer images than there are now is none: analysing again fills them in.
void merge_similarities(Connection& c, const Before& before, const MergeReport& report) {
  if (report.explanations == 0) return;
  if (before.explanations > 0) {
    c.sqlite().exec("DELETE FROM main.similarities WHERE dataset_id IN (SELECT new FROM temp.map_datasets)");
    return;
  }
  c.sqlite().exec(
      "INSERT INTO main.similarities (dataset_id, method_id, measure, precision, seed, target, class, "
      "model_a, model_b, "
      "images, mean) SELECT d.new, x.new, o.measure, o.precision, o.seed, o.target, o.class, min(a.new, "
      "b.new), "
      "max(a.new, b.new), o.images, o.mean FROM other.similarities o JOIN temp.map_datasets d ON d.old = "
      "o.dataset_id "
      "JOIN temp.map_methods x ON x.old = o.method_id JOIN temp.map_models a ON a.old = o.model_a "
      "JOIN temp.map_models b ON b.old = o.model_b WHERE true ON CONFLICT DO NOTHING");
}

// A failure is what stands in the way now: the other's counts unless this file has the result, and this
// file's goes when the result came. Failures are texts, so results are compared as texts, too.
void merge_failures(Connection& c, const Before& before, MergeReport& report) {
  c.sqlite().exec(fmt::format(
      "CREATE TEMP TABLE results AS "
      "WITH failing AS (SELECT i.id, i.path FROM main.images i WHERE i.path IN "
      "(SELECT image FROM main.failures UNION SELECT image FROM other.failures)) "
      "SELECT i.path AS image, m.name AS model, '' AS method, p.id > {} AS is_new FROM failing i "
      "CROSS JOIN main.predictions p ON p.image_id = i.id JOIN main.models m ON m.id = p.model_id UNION ALL "
      "SELECT i.path, m.name, x.method, e.id > {} FROM failing i CROSS JOIN main.explanations e ON "
      "e.image_id = i.id "
      "JOIN main.models m ON m.id = e.model_id JOIN main.methods x ON x.id = e.method_id",
      before.predictions, before.explanations));
  c.sqlite().exec(
      "DELETE FROM main.failures WHERE (image, model, method) IN "
      "(SELECT image, model, method FROM temp.results WHERE is_new)");
  report.failures = c.sqlite().exec(
      "INSERT INTO main.failures (run_id, image, model, method, reason) "
      "SELECT r.new, o.image, o.model, o.method, o.reason FROM other.failures o JOIN temp.map_runs r ON "
      "r.old = o.run_id "
      "WHERE (o.image, o.model, o.method) NOT IN (SELECT image, model, method FROM temp.results) ORDER BY "
      "o.id "
      "ON CONFLICT DO NOTHING");
}

}  // namespace vantage::storage
