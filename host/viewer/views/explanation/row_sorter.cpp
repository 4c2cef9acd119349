// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/views/explanation/row_sorter.hpp"

#include <limits>
#include <map>
#include <numeric>
#include <utility>

#include "host/viewer/error_line.hpp"
#include "host/viewer/render/tile.hpp"
#include "storage/repositories.hpp"

namespace vantage::viewer {
namespace {

constexpr size_t kReportEvery = 64;  // maps

}  // namespace

MapPlace place_of(const TaskRows& rows, const TaskRows::Row& row) {
  const TaskRows::Image& image = rows.image_of(row);
  return {row.explanation, rows.catalogue->models[row.model].id, image.id, row.explained, image.path};
}

std::vector<float> read_areas(storage::Database& db, const TaskRows& rows,
                              const std::vector<uint32_t>& places, double threshold,
                              const std::function<bool(size_t)>& report) {
  std::map<int64_t, storage::Model> models;
  for (auto& m : storage::ModelRepository(db).all()) models.emplace(m.id, std::move(m));
  std::vector<float> areas(rows.rows.size(), std::numeric_limits<float>::quiet_NaN());
  size_t done = 0;
  for (const uint32_t at : places) {
    const TaskRows::Row& row = rows.rows[at];
    if (row.explanation == 0) continue;
    const MapPlace place = place_of(rows, row);
    const auto map = finished_map_of(find_explanation(db, place), models.at(place.model));
    areas[at] = static_cast<float>(area_at(map, threshold));
    if (++done % kReportEvery == 0 && !report(done)) return {};
  }
  return areas;
}

RowSorter::RowSorter(std::filesystem::path database, QObject* parent)
    : QObject(parent), file_(std::move(database)) {}

bool RowSorter::measure(const TaskRows& rows, double threshold, const CancelToken& token) {
  if (!database_) {
    storage::Options options;
    options.read_only = true;
    database_ = storage::Database::create_or_open(file_, options);
  }
  std::vector<uint32_t> all(rows.rows.size());
  std::iota(all.begin(), all.end(), 0u);
  areas_ = read_areas(*database_, rows, all, threshold, [&](size_t done) {
    emit measuring(static_cast<qsizetype>(done), static_cast<qsizetype>(rows.explained));
    return !token.cancelled();
  });
  return !token.cancelled();
}

void RowSorter::sort(std::shared_ptr<const TaskRows> rows, const Table& table, double threshold) {
  const uint64_t number = ++asked_;
  worker_.post("sort", [this, number, rows = std::move(rows), table, threshold](const CancelToken& token) {
    const auto answer = [&](auto tell) {
      QMetaObject::invokeMethod(
          this,
          [this, number, token, tell] {
            if (token.cancelled()) return;
            answered_ = number;
            tell();
          },
          Qt::QueuedConnection);
    };
    try {
      const bool needed = needs_areas(table);
      if (needed && (measured_.lock() != rows || measured_at_ != threshold)) {
        measured_.reset();
        if (!measure(*rows, threshold, token)) return;
        measured_ = rows;
        measured_at_ = threshold;
      }
      auto result = std::make_shared<Sorted>();
      result->rows = rows;
      result->threshold = threshold;
      if (needed) result->areas = areas_;
      result->order = row_order(*rows, table, result->areas, token);
      answer([this, result] { emit sorted(result); });
    } catch (...) {
      answer([this, line = error_line(std::current_exception())] { emit failed(line); });
    }
  });
}

}  // namespace vantage::viewer
