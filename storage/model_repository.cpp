// SPDX-License-Identifier: Apache-2.0
#include <fmt/format.h>

#include <cstdlib>

#include "storage/query.hpp"
#include "storage/repositories.hpp"

namespace vantage::storage {
namespace {

constexpr char kUpsert[] =
    "INSERT INTO models (name, architecture, source, weights_sha256, loader, loader_version, parameters, "
    "classes, "
    "input_channels, input_height, input_width, resize, interpolation, mean_r, mean_g, mean_b, std_r, std_g, "
    "std_b, parameter_count, macs, default_layer) "
    "VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13, ?14, ?15, ?16, ?17, ?18, ?19, ?20, ?21, "
    "?22) "
    "ON CONFLICT (architecture, weights_sha256, loader, loader_version, parameters) "
    "DO UPDATE SET name = excluded.name, source = excluded.source RETURNING id";

constexpr char kAll[] =
    "SELECT id, name, architecture, source, weights_sha256, loader, loader_version, parameters, classes, "
    "input_channels, input_height, input_width, resize, interpolation, mean_r, mean_g, mean_b, std_r, std_g, "
    "std_b, parameter_count, macs, default_layer FROM models ORDER BY id";

constexpr char kOne[] =
    "SELECT id, name, architecture, source, weights_sha256, loader, loader_version, parameters, classes, "
    "input_channels, input_height, input_width, resize, interpolation, mean_r, mean_g, mean_b, std_r, std_g, "
    "std_b, parameter_count, macs, default_layer FROM models WHERE id = ?1";

// 0.485f as 0.485, not as 0.48500001430511475: people read it, and the float comes back the same.
double shortest(float value) {
  return std::strtod(fmt::format("{}", value).c_str(), nullptr);
}

Model read(const Query& row) {
  Model m;
  m.id = row.integer(0);
  m.name = row.text(1);
  m.architecture = row.text(2);
  m.source = row.text(3);
  m.weights_sha256 = row.text(4);
  m.loader = row.text(5);
  m.loader_version = row.text(6);
  m.parameters = row.text(7);
  m.classes = row.small(8);
  m.input_channels = row.small(9);
  m.input_height = row.small(10);
  m.input_width = row.small(11);
  m.resize = row.small(12);
  m.interpolation = row.small(13);
  for (size_t c = 0; c < 3; ++c) {
    m.mean[c] = static_cast<float>(row.real(14 + static_cast<int>(c)));
    m.std[c] = static_cast<float>(row.real(17 + static_cast<int>(c)));
  }
  m.parameter_count = row.integer(20);
  m.macs = row.integer(21);
  m.default_layer = row.text(22);
  return m;
}

}  // namespace

int64_t ModelRepository::upsert(const Model& m) {
  return connection_.guarded([&] {
    return Query(connection_.cached(kUpsert), m.name, m.architecture, m.source, m.weights_sha256, m.loader,
                 m.loader_version, m.parameters, m.classes, m.input_channels, m.input_height, m.input_width,
                 m.resize, m.interpolation, shortest(m.mean[0]), shortest(m.mean[1]), shortest(m.mean[2]),
                 shortest(m.std[0]), shortest(m.std[1]), shortest(m.std[2]), m.parameter_count, m.macs,
                 m.default_layer)
        .run_for_id();
  });
}

std::optional<Model> ModelRepository::find(int64_t id) {
  return connection_.guarded([&]() -> std::optional<Model> {
    Query query(connection_.cached(kOne), id);
    if (!query.step()) return std::nullopt;
    return read(query);
  });
}

std::vector<Model> ModelRepository::all() {
  return connection_.guarded([&] {
    std::vector<Model> models;
    for (Query query(connection_.cached(kAll)); query.step();) models.push_back(read(query));
    return models;
  });
}

}  // namespace vantage::storage
