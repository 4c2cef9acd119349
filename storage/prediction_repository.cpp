// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "storage/query.hpp"
#include "storage/repositories.hpp"

namespace vantage::storage {
namespace {

constexpr char kPut[] =
    "INSERT INTO predictions (model_id, image_id, precision, run_id, seconds) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (model_id, image_id, precision) "
    "DO UPDATE SET run_id = excluded.run_id, seconds = excluded.seconds RETURNING id";
constexpr char kForget[] = "DELETE FROM prediction_top WHERE prediction_id = ?1";
constexpr char kPutTop[] =
    "INSERT INTO prediction_top (prediction_id, rank, class, probability) VALUES (?1, ?2, ?3, ?4)";
constexpr char kOne[] =
    "SELECT p.id, p.run_id, p.model_id, p.image_id, p.precision, p.seconds, t.class, t.probability "
    "FROM predictions p JOIN prediction_top t ON t.prediction_id = p.id "
    "WHERE p.model_id = ?1 AND p.image_id = ?2 AND p.precision = ?3 ORDER BY t.rank";
constexpr char kAll[] =
    "SELECT p.id, p.run_id, p.model_id, p.image_id, p.precision, p.seconds, t.class, t.probability "
    "FROM predictions p JOIN prediction_top t ON t.prediction_id = p.id ORDER BY p.id, t.rank";

// The rows of one prediction follow each other; calls back when the next one begins.
void gather(Query& rows, const std::function<void(const Prediction&)>& callback) {
  Prediction p;
  while (rows.step()) {
    if (const int64_t id = rows.integer(0); id != p.id) {
      if (p.id) callback(p);
      p = {id, rows.integer(1), rows.integer(2), rows.integer(3), rows.text(4), rows.real(5), {}};
    }
    p.top5.emplace_back(rows.small(6), rows.real(7));
  }
  if (p.id) callback(p);
}

}  // namespace

int64_t PredictionRepository::put(const Prediction& p) {
  if (p.top5.empty() || p.top5.size() > 5)
    throw Error(fmt::format("a prediction has {} classes; 1 to 5 are kept", p.top5.size()));
  return connection_.guarded([&] {
    Scope scope(connection_);
    const int64_t id =
        Query(connection_.cached(kPut), p.model, p.image, p.precision, p.run, p.seconds).run_for_id();
    Query(connection_.cached(kForget), id).run();
    int rank = 0;
    for (const auto& [cls, probability] : p.top5)
      Query(connection_.cached(kPutTop), id, ++rank, cls, probability).run();
    scope.commit();
    return id;
  });
}

std::optional<Prediction> PredictionRepository::find(int64_t model, int64_t image,
                                                     const std::string& precision) {
  return connection_.guarded([&] {
    std::optional<Prediction> found;
    Query rows(connection_.cached(kOne), model, image, precision);
    gather(rows, [&](const Prediction& p) { found = p; });
    return found;
  });
}

void PredictionRepository::for_each(const std::function<void(const Prediction&)>& callback) {
  connection_.guarded([&] {
    SQLite::Statement statement(connection_.sqlite(), kAll);  // its own: the callback may read, too
    Query rows(statement);
    gather(rows, callback);
  });
}

}  // namespace vantage::storage
