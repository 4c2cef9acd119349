// SPDX-License-Identifier: Apache-2.0
#include "host/engine/analysis/tables.hpp"

#include "core/error.hpp"
#include "core/image.hpp"
#include "core/roi/colour_histogram.hpp"
#include "core/roi/roi.hpp"
#include "host/engine/analysis/layouts.hpp"
#include "host/engine/analysis/stored_maps.hpp"
#include "host/engine/experiment/records.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/dataset_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {
namespace {

// visit(data set, model, precision) of everything that was counted.
template <class Visit>
void each_counted(storage::Database& db, Visit&& visit) {
  for (const auto& dataset : storage::DatasetRepository(db).all())
    for (const auto& model : storage::ModelRepository(db).all())
      for (const char* precision : {"bf16", "fp32"}) visit(dataset, model, std::string(precision));
}

}  // namespace

void read_layouts(storage::Database& db, const storage::TableReader& reader) {
  reader.columns(
      {"dataset", "model", "precision", "perplexity", "seed", "kl", "class", "label", "root", "x", "y"});
  each_counted(db, [&](const auto& dataset, const auto& model, const auto& precision) {
    std::map<int, storage::DatasetClass> classes;
    for (auto& c : storage::DatasetRepository(db).classes(dataset.id)) classes.emplace(c.cls, c);
    for (const auto& l : storage::LayoutRepository(db).of(dataset.id, model.id, precision))
      for (size_t i = 0; i < l.classes.size(); ++i) {
        const auto& c = classes[l.classes[i]];
        reader.row({dataset.name, model.name, precision, l.perplexity, static_cast<int64_t>(l.seed), l.kl,
                    int64_t{l.classes[i]}, c.label, c.root, double{l.points[2 * i]},
                    double{l.points[2 * i + 1]}});
      }
  });
}

void read_distances(storage::Database& db, const storage::TableReader& reader) {
  reader.columns({"dataset", "model", "precision", "class_a", "class_b", "distance"});
  each_counted(db, [&](const auto& dataset, const auto& model, const auto& precision) {
    const auto d = class_distances(db, dataset.id, model.id, precision);
    for (size_t a = 0; a < d.classes.size(); ++a)
      for (size_t b = a + 1; b < d.classes.size(); ++b)
        reader.row({dataset.name, model.name, precision, int64_t{d.classes[a]}, int64_t{d.classes[b]},
                    d.distances(static_cast<Eigen::Index>(a), static_cast<Eigen::Index>(b))});
  });
}

void read_histograms(storage::Database& db, double threshold, int bins, const storage::TableReader& reader,
                     const std::function<void(const std::string&)>& failed) {
  reader.columns({"dataset", "image", "model", "method", "class", "explanation_id", "threshold", "pixels",
                  "channel", "bin", "share"});
  constexpr const char* kChannels[] = {"red", "green", "blue"};
  for (const auto& dataset : storage::DatasetRepository(db).all()) {
    const StoredMaps maps(db, dataset.id);
    for (const auto& entry : maps.entries()) {
      const auto all = maps.of(entry);
      if (all.empty()) continue;
      try {
        const auto picture = core::load_image(entry.path).rgb;
        for (const auto& e : all) {
          const auto& model = maps.model(e.model);
          const auto seen = core::preprocess(picture, preprocessing_of(model)).rgb;
          const auto finished = finished_map(e, seen.rows, seen.cols);
          if (finished.no_attention) continue;
          const auto h = core::colour_histogram(
              seen, core::region_at(finished.map, static_cast<float>(threshold)), bins);
          for (size_t c = 0; c < 3; ++c)
            for (size_t b = 0; b < h.channels[c].size(); ++b)
              reader.row({dataset.name, entry.path, model.name, e.method, int64_t{e.cls}, e.id, threshold,
                          h.pixels, std::string(kChannels[c]), static_cast<int64_t>(b), h.channels[c][b]});
        }
      } catch (const core::Error& why) {
        failed(why.what());
      }
    }
  }
}

}  // namespace vantage::engine
