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

// The areas and the localisations apart: an image may be several entries of a data set.
constexpr char kAreas[] =
    "SELECT e.model_id, e.method_id, e.precision, e.seed, count(*), avg(a.area), avg(a.components) "
    "FROM attention a JOIN explanations e ON e.id = a.explanation_id WHERE a.threshold = ?2 AND e.image_id "
    "IN "
    "(SELECT image_id FROM dataset_images WHERE dataset_id = ?1) GROUP BY 1, 2, 3, 4 ORDER BY 1, 2, 3, 4";
constexpr char kFits[] =
    "SELECT count(o.mass_inside), avg(o.mass_inside), avg(o.pointing), avg(o.region_iou), avg(o.box_iou) "
    "FROM explanations e JOIN localisation o ON o.explanation_id = e.id "
    "JOIN dataset_images d ON d.id = o.dataset_image_id WHERE d.dataset_id = ?1 AND o.threshold = ?2 AND "
    "e.model_id = ?3 AND e.method_id = ?4 AND e.precision = ?5 AND e.seed = ?6";

}  // namespace

void AttentionRepository::put(const Attention& a) {
  connection_.guarded([&] {
    Query(connection_.cached(kPutAttention), a.explanation, a.threshold, a.area, a.components,
          OrNull{a.centroid_x}, OrNull{a.centroid_y}, OrNull{a.peak_x}, OrNull{a.peak_y})
        .run();
  });
}

void AttentionRepository::put(const Localisation& l) {
  connection_.guarded([&] {
    Query(connection_.cached(kPutLocalisation), l.explanation, l.entry, l.threshold, OrNull{l.mass_inside},
          OrNull{l.pointing}, OrNull{l.region_iou}, OrNull{l.box_iou})
        .run();
  });
}

std::vector<Attention> AttentionRepository::attention(int64_t explanation) {
  return connection_.guarded([&] {
    std::vector<Attention> rows;
    for (Query row(connection_.cached(kAttention), explanation); row.step();)
      rows.push_back({explanation, row.real(0), row.real(1), row.small(2), row.maybe_real(3),
                      row.maybe_real(4), row.maybe_real(5), row.maybe_real(6)});
    return rows;
  });
}

std::vector<Localisation> AttentionRepository::localisation(int64_t explanation) {
  return connection_.guarded([&] {
    std::vector<Localisation> rows;
    for (Query row(connection_.cached(kLocalisation), explanation); row.step();) {
      rows.push_back({explanation,
                      row.integer(0),
                      row.real(1),
                      row.maybe_real(2),
                      {},
                      row.maybe_real(4),
                      row.maybe_real(5)});
      if (!row.is_null(3)) rows.back().pointing = row.small(3) != 0;
    }
    return rows;
  });
}

std::vector<AttentionMean> AttentionRepository::means(int64_t dataset, double threshold) {
  return connection_.guarded([&] {
    std::vector<AttentionMean> all;
    for (Query row(connection_.cached(kAreas), dataset, threshold); row.step();) {
      AttentionMean m;
      m.model = row.integer(0);
      m.method = row.integer(1);
      m.precision = row.text(2);
      m.seed = static_cast<uint64_t>(row.integer(3));
      m.maps = row.integer(4);
      m.area = row.real(5);
      m.components = row.real(6);
      all.push_back(std::move(m));
    }
    for (auto& m : all) {
      Query row(connection_.cached(kFits), dataset, threshold, m.model, m.method, m.precision,
                static_cast<int64_t>(m.seed));
      row.step();
      m.located = row.integer(0);
      m.mass_inside = row.real(1);
      m.pointing = row.real(2);
      m.region_iou = row.real(3);
      m.box_iou = row.real(4);
    }
    return all;
  });
}

}  // namespace vantage::storage
