// SPDX-License-Identifier: Apache-2.0
#include "host/engine/analysis/comparison.hpp"

#include <algorithm>
#include <tuple>

#include "core/analysis/similarity_matrix.hpp"
#include "host/engine/analysis/stored_maps.hpp"
#include "host/engine/params.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/repositories.hpp"

namespace vantage::engine {
namespace {

// What must agree for maps of two models to be compared: all of a method's settings but the layer, whose name
// is each model's own.
struct Group {
  storage::MethodSettings settings;
  std::string precision, target;
  uint64_t seed;
  auto tied() const {
    return std::tie(settings.method, settings.version, settings.parameters, settings.profile, precision,
                    target, seed);
  }
  bool operator<(const Group& other) const { return tied() < other.tied(); }
};

std::string without_layer(const std::string& parameters) {
  auto all = parse_key_values(parameters);
  all.erase("layer");
  return join_key_values(all);
}

class Comparison {
 public:
  Comparison(storage::Database& db, int64_t dataset, const Measure& measure, const std::string& method)
      : db_(db), dataset_(dataset), measure_(measure), method_(method), maps_(db, dataset) {
    for (const auto& [id, model] : maps_.models()) {
      place_[id] = models_.size();
      models_.push_back(id);
      height_ = std::max(height_, model.input_height);
      width_ = std::max(width_, model.input_width);
    }
  }

  std::vector<ModelSimilarity> run(const std::function<bool(size_t, size_t)>& progress) {
    size_t done = 0;
    for (const auto& entry : maps_.entries()) {
      if (progress && progress(done++, maps_.entries().size())) return {};
      add(entry);
    }
    return finish();
  }

 private:
  using Means = std::map<int, core::MeanMatrix>;  // by class, and -1

  void add(const storage::DatasetEntry& entry) {
    std::map<Group, std::map<int64_t, const storage::Explanation*>> groups;  // then by model
    const auto all = maps_.of(entry, method_);
    for (const auto& e : all)
      for (const auto& target : targets(e, entry)) {
        auto& chosen = groups[{
            {e.method, e.version, without_layer(e.parameters), e.profile, ""}, e.precision, target, e.seed}]
                             [e.model];
        if (!chosen || e.layer == maps_.model(e.model).default_layer) chosen = &e;
      }
    for (const auto& [group, of_models] : groups) {
      if (of_models.size() < 2) continue;
      std::vector<core::Finished> finished(models_.size());
      std::vector<const core::Map*> maps(models_.size());
      for (const auto& [model, e] : of_models) {
        const size_t place = place_.at(model);
        finished[place] = finished_map(*e, height_, width_);
        maps[place] = &finished[place].map;
      }
      const auto scores = core::similarity_matrix(
          maps, [&](const auto& a, const auto& b) { return measure_.compare(a, b); }, measure_.symmetric());
      means_[group][-1].add(scores);
      if (entry.cls >= 0) means_[group][entry.cls].add(scores);
    }
  }

  // Which question a map answers: what speaks for the label, for the prediction, or for some other class.
  std::vector<std::string> targets(const storage::Explanation& e, const storage::DatasetEntry& entry) {
    std::vector<std::string> all;
    if (e.cls == entry.cls) all.emplace_back("label");
    const auto p = storage::PredictionRepository(db_).find(e.model, e.image, e.precision);
    if (p && p->top5[0].first == e.cls) all.emplace_back("predicted");
    if (all.empty()) all.push_back(std::to_string(e.cls));
    return all;
  }

  std::vector<ModelSimilarity> finish() {
    std::vector<ModelSimilarity> all;
    auto transaction = db_.begin();
    for (const auto& [group, means] : means_) {
      ModelSimilarity s;
      s.method = group.settings.method;
      s.key.dataset = dataset_;
      s.key.method = storage::MethodRepository(db_).upsert(group.settings);
      s.key.measure = measure_.canonical();
      s.key.precision = group.precision;
      s.key.seed = group.seed;
      s.key.target = group.target;
      s.models = models_;
      for (const auto& [cls, matrix] : means) {
        s.means[cls] = matrix.mean();
        s.images[cls] = matrix.images();
      }
      write(s);
      all.push_back(std::move(s));
    }
    transaction.commit();
    return all;
  }

  // A measure that is not symmetric is kept as the mean of both directions.
  void write(const ModelSimilarity& s) {
    storage::SimilarityRepository rows(db_);
    for (const auto& [cls, mean] : s.means)
      for (Eigen::Index a = 0; a < mean.rows(); ++a)
        for (Eigen::Index b = a + 1; b < mean.cols(); ++b) {
          const int images = s.images.at(cls)(a, b);
          if (images == 0) continue;
          storage::Similarity row{s.key};
          row.cls = cls;
          row.model_a = models_[static_cast<size_t>(a)];
          row.model_b = models_[static_cast<size_t>(b)];
          row.images = images;
          row.mean = (mean(a, b) + mean(b, a)) / 2;
          rows.put(row);
        }
  }

  storage::Database& db_;
  int64_t dataset_;
  const Measure& measure_;
  std::string method_;
  StoredMaps maps_;
  std::vector<int64_t> models_;
  std::map<int64_t, size_t> place_;
  int height_ = 1, width_ = 1;
  std::map<Group, Means> means_;
};

}  // namespace

std::vector<ModelSimilarity> compare_models(storage::Database& db, int64_t dataset, const Measure& measure,
                                            const std::string& method,
                                            const std::function<bool(size_t, size_t)>& progress) {
  return Comparison(db, dataset, measure, method).run(progress);
}

}  // namespace vantage::engine
