// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "storage/analysis_repositories.hpp"
#include "storage/blob.hpp"
#include "storage/query.hpp"

namespace vantage::storage {
namespace {

constexpr char kClasses[] = "SELECT classes FROM models WHERE id = ?1";
constexpr char kOne[] =
    "SELECT images, sums FROM class_sums WHERE dataset_id = ?1 AND model_id = ?2 AND precision = ?3 AND "
    "class "
    "= ?4";
constexpr char kPut[] =
    "INSERT INTO class_sums (dataset_id, model_id, precision, class, images, sums) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6) ON CONFLICT (dataset_id, model_id, precision, class) "
    "DO UPDATE SET images = excluded.images, sums = excluded.sums";
constexpr char kForgetLayouts[] =
    "DELETE FROM layouts WHERE dataset_id = ?1 AND model_id = ?2 AND precision = ?3";
constexpr char kAll[] =
    "SELECT class, images, sums FROM class_sums WHERE dataset_id = ?1 AND model_id = ?2 AND precision = ?3 "
    "ORDER BY class";
constexpr char kCount[] =
    "SELECT count(*) FROM class_sums WHERE dataset_id = ?1 AND model_id = ?2 AND precision = ?3";

int64_t classes_of(Connection& connection, int64_t model) {
  Query row(connection.cached(kClasses), model);
  return row.step() ? row.integer(0) : 0;
}

std::vector<int64_t> unpacked(std::string_view blob, int64_t classes) {
  return raw_values<int64_t>(decompress(blob, sizeof(int64_t) * checked_classes(classes), "sums"));
}

void add_to(int64_t& sum, int64_t more) {
  if (__builtin_add_overflow(sum, more, &sum)) throw Error("its sums are beyond 64 bits");
}

// Runs `body`, whose errors are about a row of the file.
template <typename Body>
void naming(Connection& connection, const ClassSum& row, Body&& body) {
  try {
    body();
  } catch (const Error& wrong) {
    throw Error(
        fmt::format("database {} is damaged at the sums of data set {}, model {}, class {}: {}; delete "
                    "the data set and count it again",
                    quoted(connection.file()), row.dataset, row.model, row.cls, wrong.what()));
  }
}

}  // namespace

void ClassSumRepository::add(const ClassSum& delta) {
  connection_.guarded([&] {
    Scope scope(connection_);
    const int64_t classes = classes_of(connection_, delta.model);
    if (classes < 1 || delta.sums.size() != static_cast<size_t>(classes))
      throw Error(fmt::format("{} sums do not fit model {} with {} classes", delta.sums.size(), delta.model,
                              classes));
    ClassSum sum = delta;
    if (Query there(connection_.cached(kOne), delta.dataset, delta.model, delta.precision, delta.cls);
        there.step())
      naming(connection_, delta, [&] {
        const auto sums = unpacked(there.blob(1), classes);
        add_to(sum.images, there.integer(0));
        for (size_t b = 0; b < sums.size(); ++b) add_to(sum.sums[b], sums[b]);
      });
    const std::string blob = compress(raw_bytes(sum.sums));
    Query(connection_.cached(kPut), sum.dataset, sum.model, sum.precision, sum.cls, sum.images,
          std::string_view(blob))
        .run();
    Query(connection_.cached(kForgetLayouts), sum.dataset, sum.model, sum.precision).run();
    scope.commit();
  });
}

void ClassSumRepository::for_each(int64_t dataset, int64_t model, const std::string& precision,
                                  const std::function<void(const ClassSum&)>& callback) {
  connection_.guarded([&] {
    const int64_t classes = classes_of(connection_, model);
    SQLite::Statement statement(connection_.sqlite(), kAll);  // its own: the callback may read, too
    Query row(statement, dataset, model, precision);
    while (row.step()) {
      ClassSum sum{dataset, model, precision, row.small(0), row.integer(1), {}};
      naming(connection_, sum, [&] { sum.sums = unpacked(row.blob(2), classes); });
      callback(sum);
    }
  });
}

int64_t ClassSumRepository::count(int64_t dataset, int64_t model, const std::string& precision) {
  return connection_.guarded([&] {
    Query row(connection_.cached(kCount), dataset, model, precision);
    return row.step() ? row.integer(0) : 0;
  });
}

}  // namespace vantage::storage
