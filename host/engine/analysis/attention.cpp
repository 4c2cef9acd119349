// SPDX-License-Identifier: Apache-2.0
#include "host/engine/analysis/attention.hpp"

#include <optional>

#include "core/error.hpp"
#include "core/image.hpp"
#include "core/roi/geometry.hpp"
#include "core/roi/roi.hpp"
#include "host/engine/analysis/stored_maps.hpp"
#include "host/engine/experiment/records.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {
namespace {

// The object of an entry in the input of one model; empty where the data set does not show it.
struct Truth {
  cv::Mat region;
  std::vector<core::Box> boxes;
};

storage::Attention attention_of(int64_t explanation, double threshold, const core::Map& map,
                                const cv::Mat& region) {
  storage::Attention a;
  a.explanation = explanation;
  a.threshold = threshold;
  const auto shape = core::shape_of(region);
  a.area = shape.share;
  a.components = shape.components;
  if (shape.centroid) {
    a.centroid_x = (shape.centroid->x + 0.5) / map.width;
    a.centroid_y = (shape.centroid->y + 0.5) / map.height;
  }
  if (const auto peak = core::peak(map)) {
    a.peak_x = (peak->x + 0.5) / map.width;
    a.peak_y = (peak->y + 0.5) / map.height;
  }
  return a;
}

storage::Localisation localisation_of(int64_t explanation, int64_t entry, double threshold,
                                      const core::Map& map, const cv::Mat& region, const Truth& truth) {
  storage::Localisation l;
  l.explanation = explanation;
  l.entry = entry;
  l.threshold = threshold;
  l.mass_inside = core::mass_inside(map, truth.region);
  l.pointing = core::pointing_game(map, truth.region);
  l.region_iou = core::iou(region, truth.region);
  l.box_iou = core::localisation(region, truth.boxes);
  return l;
}

class Measuring {
 public:
  Measuring(storage::Database& db, int64_t dataset, double threshold)
      : db_(db), maps_(db, dataset), rows_(db), threshold_(threshold) {
    for (auto& i : storage::ImageRepository(db).all()) sizes_.emplace(i.id, cv::Size(i.width, i.height));
  }

  AttentionSummary run(const std::function<bool(size_t, size_t)>& progress, const std::set<int64_t>& chosen) {
    constexpr size_t kImages = 20;  // a transaction: the database is not held for long
    std::vector<storage::DatasetEntry> entries;
    for (const auto& e : maps_.entries())
      if (chosen.empty() || chosen.count(e.id) > 0) entries.push_back(e);
    for (size_t first = 0; first < entries.size(); first += kImages) {
      auto transaction = db_.begin();
      for (size_t i = first; i < std::min(first + kImages, entries.size()); ++i) {
        if (progress && progress(i, entries.size())) return std::move(summary_);
        measure(entries[i]);
      }
      transaction.commit();
    }
    return std::move(summary_);
  }

 private:
  void measure(const storage::DatasetEntry& entry) {
    std::vector<std::pair<core::Preprocessing, Truth>> truths;
    std::optional<cv::Mat> mask;
    for (const auto& e : maps_.of(entry)) try {
        const bool measured = has(rows_.attention(e.id), [](const auto&) { return true; });
        const bool located =
            has(rows_.localisation(e.id), [&](const auto& l) { return l.entry == entry.id; });
        const bool locatable = !entry.boxes.empty() || !entry.mask.empty();
        if (measured && (located || !locatable)) {
          ++summary_.existing;
          continue;
        }
        const auto preprocessing = preprocessing_of(maps_.model(e.model));
        const auto finished = finished_map(e, preprocessing.height, preprocessing.width);
        const auto region = finished.no_attention
                                ? cv::Mat(cv::Mat::zeros(preprocessing.height, preprocessing.width, CV_8UC1))
                                : core::region_at(finished.map, static_cast<float>(threshold_));
        rows_.put(attention_of(e.id, threshold_, finished.map, region));
        if (locatable)
          rows_.put(localisation_of(e.id, entry.id, threshold_, finished.map, region,
                                    truth(entry, preprocessing, truths, mask)));
        ++summary_.measured;
      } catch (const core::Error& why) {
        if (summary_.problems.empty() || summary_.problems.back() != why.what())
          summary_.problems.push_back(why.what());
      }
  }

  template <class Rows, class Fits>
  bool has(const Rows& rows, Fits&& fits) const {
    for (const auto& r : rows)
      if (r.threshold == threshold_ && fits(r)) return true;
    return false;
  }

  // Once for each way that models prepare the image. A mask says more than boxes.
  const Truth& truth(const storage::DatasetEntry& entry, const core::Preprocessing& preprocessing,
                     std::vector<std::pair<core::Preprocessing, Truth>>& known,
                     std::optional<cv::Mat>& mask) {
    for (const auto& [p, t] : known)
      if (p == preprocessing) return t;
    const core::InputGeometry geometry(sizes_.at(entry.image), preprocessing);
    std::vector<core::Box> boxes;
    for (const auto& b : entry.boxes)
      boxes.push_back({static_cast<float>(b.xmin), static_cast<float>(b.ymin), static_cast<float>(b.xmax),
                       static_cast<float>(b.ymax)});
    Truth t;
    if (entry.mask.empty()) {
      t.region = geometry.region(boxes);
    } else {
      if (!mask) mask = core::load_image(entry.mask).rgb;
      t.region = geometry.to_input(*mask);
      if (boxes.empty()) t.boxes = {core::largest_component(t.region)};
    }
    for (const auto& b : boxes) t.boxes.push_back(geometry.to_input(b));
    known.emplace_back(preprocessing, std::move(t));
    return known.back().second;
  }

  storage::Database& db_;
  StoredMaps maps_;
  storage::AttentionRepository rows_;
  double threshold_;
  std::map<int64_t, cv::Size> sizes_;
  AttentionSummary summary_;
};

}  // namespace

AttentionSummary measure_attention(storage::Database& db, int64_t dataset, double threshold,
                                   const std::function<bool(size_t, size_t)>& progress,
                                   const std::set<int64_t>& entries) {
  return Measuring(db, dataset, threshold).run(progress, entries);
}

}  // namespace vantage::engine
