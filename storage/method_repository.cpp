// SPDX-License-Identifier: Apache-2.0
#include "storage/method_id.hpp"
#include "storage/query.hpp"
#include "storage/repositories.hpp"

namespace vantage::storage {
namespace {

constexpr char kOne[] =
    "SELECT id FROM methods WHERE method = ?1 AND version = ?2 AND parameters = ?3 AND profile = ?4 AND "
    "layer = ?5";
constexpr char kAdd[] =
    "INSERT INTO methods (method, version, parameters, profile, layer) VALUES (?1, ?2, ?3, ?4, ?5) "
    "RETURNING id";
constexpr char kAll[] = "SELECT id, method, version, parameters, profile, layer FROM methods ORDER BY id";

}  // namespace

std::optional<int64_t> find_method(Connection& connection, const MethodSettings& m) {
  Query known(connection.cached(kOne), m.method, m.version, m.parameters, m.profile, m.layer);
  return known.step() ? std::optional(known.integer(0)) : std::nullopt;
}

// The rows are few and nearly always there: reading first spares a write.
int64_t find_or_add_method(Connection& connection, const MethodSettings& m) {
  if (const auto known = find_method(connection, m)) return *known;
  return Query(connection.cached(kAdd), m.method, m.version, m.parameters, m.profile, m.layer).run_for_id();
}

int64_t MethodRepository::upsert(const MethodSettings& settings) {
  return connection_.guarded([&] { return find_or_add_method(connection_, settings); });
}

std::vector<Method> MethodRepository::all() {
  return connection_.guarded([&] {
    std::vector<Method> methods;
    for (Query row(connection_.cached(kAll)); row.step();)
      methods.push_back({{row.text(1), row.text(2), row.text(3), row.text(4), row.text(5)}, row.integer(0)});
    return methods;
  });
}

}  // namespace vantage::storage
