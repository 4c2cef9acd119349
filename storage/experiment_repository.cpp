// SPDX-License-Identifier: Apache-2.0
#include "core/files.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/query.hpp"

namespace vantage::storage {
namespace {

// The assignment changes nothing; it makes RETURNING answer for a row that was there.
constexpr char kPut[] =
    "INSERT INTO experiments (dataset_id, sha256, name, text, created_utc) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (sha256) DO UPDATE SET sha256 = excluded.sha256 RETURNING id";
constexpr char kAll[] = "SELECT id, dataset_id, sha256, name, text, created_utc FROM experiments ORDER BY id";

}  // namespace

int64_t ExperimentRepository::put(const Experiment& e) {
  const std::string sha256 = core::sha256_hex(e.text);
  return connection_.guarded([&] {
    return Query(connection_.cached(kPut), e.dataset, sha256, e.name, e.text, e.created_utc).run_for_id();
  });
}

std::vector<Experiment> ExperimentRepository::all() {
  return connection_.guarded([&] {
    std::vector<Experiment> experiments;
    for (Query row(connection_.cached(kAll)); row.step();)
      experiments.push_back(
          {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5)});
    return experiments;
  });
}

}  // namespace vantage::storage
