// SPDX-License-Identifier: Apache-2.0
#include "storage/analysis_repositories.hpp"
#include "storage/query.hpp"

namespace vantage::storage {
namespace {

constexpr char kPutAttention[] =
    "INSERT OR REPLACE INTO attention (explanation_id, threshold, area, components, centroid_x, centroid_y, "
    "peak_x, peak_y) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8)";
constexpr char kPutLocalisation[] =
    "INSERT OR REPLACE INTO localisation (explanation_id, dataset_image_id, threshold, mass_inside, "
    "pointing, "
    "region_iou, box_iou) VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7)";
constexpr char kAttention[] =
    "SELECT threshold, area, components, centroid_x, centroid_y, peak_x, peak_y FROM attention "
    "WHERE explanation_id = ?1 ORDER BY threshold";
constexpr char kLocalisation[] =
    "SELECT dataset_image_id, threshold, mass_inside, pointing, region_iou, box_iou FROM localisation "
    "WHERE explanation_id = ?1 ORDER BY dataset_image_id, threshold";

}  // namespace

void AttentionRepository::put(const Attention& a) {
  connection_.guarded([&] {
    Query(connection_.cached(kPutAttention), a.explanation, a.threshold, a.area, a.components, a.centroid_x,
          a.centroid_y, a.peak_x, a.peak_y)
        .run();
  });
}

void AttentionRepository::put(const Localisation& l) {
  connection_.guarded([&] {
    Query(connection_.cached(kPutLocalisation), l.explanation, l.entry, l.threshold, l.mass_inside,
          l.pointing, l.region_iou, l.box_iou)
        .run();
  });
}

std::vector<Attention> AttentionRepository::attention(int64_t explanation) {
  return connection_.guarded([&] {
    std::vector<Attention> rows;
    for (Query row(connection_.cached(kAttention), explanation); row.step();)
      rows.push_back({explanation, row.real(0), row.real(1), row.small(2), row.real(3), row.real(4),
                      row.real(5), row.real(6)});
    return rows;
  });
}

std::vector<Localisation> AttentionRepository::localisation(int64_t explanation) {
  return connection_.guarded([&] {
    std::vector<Localisation> rows;
    for (Query row(connection_.cached(kLocalisation), explanation); row.step();)
      rows.push_back({explanation, row.integer(0), row.real(1), row.real(2), row.small(3) != 0, row.real(4),
                      row.real(5)});
    return rows;
  });
}

}  // namespace vantage::storage
