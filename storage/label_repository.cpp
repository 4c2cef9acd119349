// SPDX-License-Identifier: Apache-2.0
#include "storage/dataset_repositories.hpp"
#include "storage/query.hpp"

namespace vantage::storage {
namespace {

constexpr char kPut[] =
    "INSERT INTO labelled_predictions (dataset_image_id, prediction_id, probability, rank) "
    "VALUES (?1, ?2, ?3, ?4) ON CONFLICT DO NOTHING RETURNING 1";
constexpr char kFind[] =
    "SELECT probability, rank FROM labelled_predictions WHERE dataset_image_id = ?1 AND prediction_id = ?2";
// CROSS JOIN keeps SQLite to this order: it does not know that one model's predictions are few.
constexpr char kDone[] =
    "SELECT d.id FROM predictions p CROSS JOIN labelled_predictions l ON l.prediction_id = p.id "
    "CROSS JOIN dataset_images d ON d.id = l.dataset_image_id "
    "WHERE p.model_id = ?2 AND p.precision = ?3 AND d.dataset_id = ?1 "
    "UNION ALL "
    "SELECT d.id FROM dataset_images d CROSS JOIN predictions p ON p.image_id = d.image_id "
    "WHERE d.dataset_id = ?1 AND d.class = -1 AND p.model_id = ?2 AND p.precision = ?3 "
    "ORDER BY 1";

}  // namespace

bool LabelRepository::put(const LabelledPrediction& l) {
  return connection_.guarded([&] {
    Query query(connection_.cached(kPut), l.entry, l.prediction, l.probability, l.rank);
    const bool is_new = query.step();
    if (is_new) query.run();  // it is only done after the last step
    return is_new;
  });
}

std::optional<LabelledPrediction> LabelRepository::find(int64_t entry, int64_t prediction) {
  return connection_.guarded([&]() -> std::optional<LabelledPrediction> {
    Query row(connection_.cached(kFind), entry, prediction);
    if (!row.step()) return std::nullopt;
    return LabelledPrediction{entry, prediction, row.real(0), row.small(1)};
  });
}

std::vector<int64_t> LabelRepository::done(int64_t dataset, int64_t model, const std::string& precision) {
  return connection_.guarded([&] {
    std::vector<int64_t> entries;
    for (Query row(connection_.cached(kDone), dataset, model, precision); row.step();)
      entries.push_back(row.integer(0));
    return entries;
  });
}

}  // namespace vantage::storage
