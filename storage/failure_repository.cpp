// SPDX-License-Identifier: Apache-2.0
#include "storage/query.hpp"
#include "storage/repositories.hpp"

namespace vantage::storage {
namespace {

constexpr char kPut[] =
    "INSERT INTO failures (run_id, image, model, method, reason) VALUES (?1, ?2, ?3, ?4, ?5) "
    "ON CONFLICT (image, model, method) DO UPDATE SET run_id = excluded.run_id, reason = excluded.reason "
    "RETURNING id";
constexpr char kResolve[] = "DELETE FROM failures WHERE image = ?1 AND model = ?2 AND method = ?3";
constexpr char kAll[] = "SELECT id, run_id, image, model, method, reason FROM failures ORDER BY id";

}  // namespace

int64_t FailureRepository::put(const Failure& f) {
  return connection_.guarded([&] {
    return Query(connection_.cached(kPut), f.run, f.image, f.model, f.method, f.reason).run_for_id();
  });
}

void FailureRepository::resolve(const std::string& image, const std::string& model,
                                const std::string& method) {
  connection_.guarded([&] { Query(connection_.cached(kResolve), image, model, method).run(); });
}

std::vector<Failure> FailureRepository::all() {
  return connection_.guarded([&] {
    std::vector<Failure> failures;
    for (Query row(connection_.cached(kAll)); row.step();)
      failures.push_back(
          {row.integer(0), row.integer(1), row.text(2), row.text(3), row.text(4), row.text(5)});
    return failures;
  });
}

}  // namespace vantage::storage
