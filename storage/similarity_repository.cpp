// SPDX-License-Identifier: Apache-2.0
#include <algorithm>

#include "storage/analysis_repositories.hpp"
#include "storage/query.hpp"

namespace vantage::storage {
namespace {

constexpr char kPut[] =
    "INSERT INTO similarities (dataset_id, method_id, measure, precision, seed, target, class, model_a, "
    "model_b, images, mean) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11) "
    "ON CONFLICT (dataset_id, method_id, measure, precision, seed, target, class, model_a, model_b) "
    "DO UPDATE SET images = excluded.images, mean = excluded.mean";
// The first row behind all of a key's: the keys are few and each has a row for every class and pair.
constexpr char kNextKey[] =
    "SELECT method_id, measure, precision, seed, target FROM similarities WHERE dataset_id = ?1 AND "
    "(method_id, measure, precision, seed, target, class) > (?2, ?3, ?4, ?5, ?6, 9223372036854775807) "
    "ORDER BY method_id, measure, precision, seed, target, class LIMIT 1";
constexpr char kMatrix[] =
    "SELECT model_a, model_b, images, mean FROM similarities WHERE dataset_id = ?1 AND method_id = ?2 "
    "AND measure = ?3 AND precision = ?4 AND seed = ?5 AND target = ?6 AND class = ?7 "
    "ORDER BY model_a, model_b";

}  // namespace

void SimilarityRepository::put(const Similarity& s) {
  const auto [a, b] = std::minmax(s.model_a, s.model_b);
  connection_.guarded([&, a = a, b = b] {
    Query(connection_.cached(kPut), s.dataset, s.method, s.measure, s.precision, static_cast<int64_t>(s.seed),
          s.target, s.cls, a, b, s.images, s.mean)
        .run();
  });
}

std::vector<SimilarityKey> SimilarityRepository::keys(int64_t dataset) {
  return connection_.guarded([&] {
    std::vector<SimilarityKey> keys;
    for (SimilarityKey last{dataset, 0, "", "", 0, ""};; keys.push_back(last)) {
      Query row(connection_.cached(kNextKey), dataset, last.method, last.measure, last.precision,
                static_cast<int64_t>(last.seed), last.target);
      if (!row.step()) return keys;
      last = {dataset,    row.integer(0), row.text(1), row.text(2), static_cast<uint64_t>(row.integer(3)),
              row.text(4)};
    }
  });
}

std::vector<Similarity> SimilarityRepository::matrix(const SimilarityKey& key, int cls) {
  return connection_.guarded([&] {
    std::vector<Similarity> cells;
    Query row(connection_.cached(kMatrix), key.dataset, key.method, key.measure, key.precision,
              static_cast<int64_t>(key.seed), key.target, cls);
    while (row.step())
      cells.push_back({key, cls, row.integer(0), row.integer(1), row.integer(2), row.real(3)});
    return cells;
  });
}

}  // namespace vantage::storage
