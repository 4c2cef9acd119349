// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include "storage/map_blob.hpp"
#include "storage/method_id.hpp"
#include "storage/query.hpp"
#include "storage/repositories.hpp"

namespace vantage::storage {
namespace {

constexpr char kPut[] =
    "INSERT INTO explanations (model_id, image_id, method_id, class, precision, seed, run_id, logit, "
    "probability, "
    "no_attention, seconds, height, width, format, map) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15) "
    "ON CONFLICT (model_id, image_id, method_id, class, precision, seed) DO UPDATE SET "
    "run_id = excluded.run_id, logit = excluded.logit, probability = excluded.probability, "
    "no_attention = excluded.no_attention, seconds = excluded.seconds, height = excluded.height, "
    "width = excluded.width, format = excluded.format, map = excluded.map RETURNING id";
constexpr char kContains[] =
    "SELECT 1 FROM explanations WHERE model_id = ?1 AND image_id = ?2 AND method_id = ?3 AND class = ?4 "
    "AND precision = ?5 AND seed = ?6";
constexpr char kDone[] =
    "SELECT image_id, class FROM explanations WHERE model_id = ?1 AND method_id = ?2 AND precision = ?3 "
    "AND seed = ?4 ORDER BY image_id, class";

// The map last, so that it can be left out; read() relies on the order.
constexpr char kColumns[] =
    "SELECT e.id, e.run_id, e.model_id, e.image_id, x.method, x.version, x.parameters, x.profile, x.layer, "
    "e.class, e.precision, e.seed, e.logit, e.probability, e.no_attention, e.seconds, e.height, e.width, "
    "e.format";
constexpr char kTables[] = " FROM explanations e JOIN methods x ON x.id = e.method_id ";

Explanation read(const Query& row, bool with_map, const std::filesystem::path& file) {
  Explanation e;
  e.id = row.integer(0);
  e.run = row.integer(1);
  e.model = row.integer(2);
  e.image = row.integer(3);
  e.method = row.text(4);
  e.version = row.text(5);
  e.parameters = row.text(6);
  e.profile = row.text(7);
  e.layer = row.text(8);
  e.cls = row.small(9);
  e.precision = row.text(10);
  e.seed = static_cast<uint64_t>(row.integer(11));
  e.logit = row.real(12);
  e.probability = row.real(13);
  e.no_attention = row.small(14) != 0;
  e.seconds = row.real(15);
  e.height = row.small(16);
  e.width = row.small(17);
  if (!with_map) return e;
  try {
    e.map = decode_map(row.small(18), row.blob(19), e.height, e.width);
  } catch (const Error& wrong) {
    throw Error(
        fmt::format("database {} is damaged at explanation {}: {}; delete that row and compute it again",
                    quoted(file), e.id, wrong.what()));
  }
  return e;
}

}  // namespace

int64_t ExplanationRepository::put(const Explanation& e) {
  const MapBlob map = encode_map(e.map, e.height, e.width);
  return connection_.guarded([&] {
    Scope scope(connection_);
    const int64_t method = find_or_add_method(connection_, e);
    const int64_t id =
        Query(connection_.cached(kPut), e.model, e.image, method, e.cls, e.precision,
              static_cast<int64_t>(e.seed), e.run, e.logit, e.probability, e.no_attention, e.seconds,
              e.height, e.width, static_cast<int>(map.format), std::string_view(map.bytes))
            .run_for_id();
    scope.commit();
    return id;
  });
}

bool ExplanationRepository::contains(const ExplanationKey& key) {
  return connection_.guarded([&] {
    const auto method = find_method(connection_, key);
    return method && Query(connection_.cached(kContains), key.model, key.image, *method, key.cls,
                           key.precision, static_cast<int64_t>(key.seed))
                         .step();
  });
}

std::optional<Explanation> ExplanationRepository::find(const ExplanationKey& key) {
  static const std::string sql =
      std::string(kColumns) + ", e.map" + kTables +
      "WHERE e.model_id = ?1 AND e.image_id = ?2 AND e.method_id = ?3 AND e.class = ?4 "
      "AND e.precision = ?5 AND e.seed = ?6";
  return connection_.guarded([&]() -> std::optional<Explanation> {
    const auto method = find_method(connection_, key);
    if (!method) return std::nullopt;
    Query query(connection_.cached(sql), key.model, key.image, *method, key.cls, key.precision,
                static_cast<int64_t>(key.seed));
    if (!query.step()) return std::nullopt;
    return read(query, true, connection_.file());
  });
}

void ExplanationRepository::for_each(const ExplanationFilter& f,
                                     const std::function<void(const Explanation&)>& callback) {
  std::string sql = std::string(kColumns) + (f.with_map ? ", e.map" : "") + kTables + "WHERE 1";
  const auto where = [&](bool set, const char* column) {
    if (set) sql += std::string(" AND ") + column + " = ?";
  };
  where(f.run.has_value(), "e.run_id");
  where(f.model.has_value(), "e.model_id");
  where(f.image.has_value(), "e.image_id");
  where(f.cls.has_value(), "e.class");
  where(f.method.has_value(), "x.method");
  where(f.profile.has_value(), "x.profile");
  where(f.layer.has_value(), "x.layer");
  connection_.guarded([&] {
    SQLite::Statement statement(connection_.sqlite(), sql + " ORDER BY e.id");
    Query query(statement, f.run, f.model, f.image, f.cls, f.method, f.profile, f.layer);
    while (query.step()) callback(read(query, f.with_map, connection_.file()));
  });
}

int64_t ExplanationRepository::count() {
  return connection_.guarded([&] { return connection_.number("SELECT count(*) FROM explanations"); });
}

std::vector<std::pair<int64_t, int>> ExplanationRepository::done(int64_t model,
                                                                 const MethodSettings& settings,
                                                                 const std::string& precision,
                                                                 uint64_t seed) {
  return connection_.guarded([&] {
    std::vector<std::pair<int64_t, int>> done;
    const auto method = find_method(connection_, settings);
    if (!method) return done;
    Query rows(connection_.cached(kDone), model, *method, precision, static_cast<int64_t>(seed));
    while (rows.step()) done.emplace_back(rows.integer(0), rows.small(1));
    return done;
  });
}

}  // namespace vantage::storage
