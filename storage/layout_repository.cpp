// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "storage/analysis_repositories.hpp"
#include "storage/blob.hpp"
#include "storage/query.hpp"

namespace vantage::storage {
namespace {

constexpr char kPut[] =
    "INSERT INTO layouts (dataset_id, model_id, precision, perplexity, seed, kl, classes, points) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8) "
    "ON CONFLICT (dataset_id, model_id, precision, perplexity, seed) "
    "DO UPDATE SET kl = excluded.kl, classes = excluded.classes, points = excluded.points";
constexpr char kOf[] =
    "SELECT perplexity, seed, kl, classes, points FROM layouts "
    "WHERE dataset_id = ?1 AND model_id = ?2 AND precision = ?3 ORDER BY perplexity, seed";

static_assert(sizeof(int) == 4, "classes are stored as int32");

void require_whole(size_t classes, const std::vector<float>& points) {
  if (points.size() != 2 * classes)
    throw Error(
        fmt::format("it has {} classes and {} coordinates; two a class are needed", classes, points.size()));
  if (!std::all_of(points.begin(), points.end(), [](float v) { return std::isfinite(v); }))
    throw Error("it has a coordinate that is not finite");
}

}  // namespace

void LayoutRepository::put(const Layout& l) {
  try {
    require_whole(l.classes.size(), l.points);
  } catch (const Error& wrong) {
    throw Error(fmt::format("a layout of model {} was not kept: {}", l.model, wrong.what()));
  }
  connection_.guarded([&] {
    Query(connection_.cached(kPut), l.dataset, l.model, l.precision, l.perplexity,
          static_cast<int64_t>(l.seed), l.kl, raw_bytes(l.classes), raw_bytes(l.points))
        .run();
  });
}

std::vector<Layout> LayoutRepository::of(int64_t dataset, int64_t model, const std::string& precision) {
  return connection_.guarded([&] {
    std::vector<Layout> layouts;
    for (Query row(connection_.cached(kOf), dataset, model, precision); row.step();) {
      Layout l{dataset,     model, precision, row.real(0), static_cast<uint64_t>(row.integer(1)),
               row.real(2), {},    {}};
      l.classes = raw_values<int>(row.blob(3));
      l.points = raw_values<float>(row.blob(4));
      try {
        require_whole(l.classes.size(), l.points);
      } catch (const Error& wrong) {
        throw Error(
            fmt::format("database {} is damaged at a layout of model {}: {}; delete it and compute it "
                        "again",
                        quoted(connection_.file()), model, wrong.what()));
      }
      layouts.push_back(std::move(l));
    }
    return layouts;
  });
}

}  // namespace vantage::storage
