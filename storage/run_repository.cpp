// SPDX-License-Identifier: Apache-2.0
#include "storage/query.hpp"
#include "storage/repositories.hpp"

namespace vantage::storage {
namespace {

constexpr char kAddRun[] =
    "INSERT INTO runs (command_line, vantage_version, started_utc, seed, threads, platform, libraries, "
    "device) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) RETURNING id";
constexpr char kAllRuns[] =
    "SELECT id, command_line, vantage_version, started_utc, seed, threads, platform, libraries, device "
    "FROM runs ORDER BY id";

}  // namespace

int64_t RunRepository::add(const Run& run) {
  return connection_.guarded([&] {
    return Query(connection_.cached(kAddRun), run.command_line, run.vantage_version, run.started_utc,
                 static_cast<int64_t>(run.seed), run.threads, run.platform, run.libraries, run.device)
        .run_for_id();
  });
}

std::vector<Run> RunRepository::all() {
  return connection_.guarded([&] {
    std::vector<Run> runs;
    for (Query row(connection_.cached(kAllRuns)); row.step();)
      runs.push_back({row.integer(0), row.text(1), row.text(2), row.text(3),
                      static_cast<uint64_t>(row.integer(4)), row.small(5), row.text(6), row.text(7),
                      row.text(8)});
    return runs;
  });
}

}  // namespace vantage::storage
