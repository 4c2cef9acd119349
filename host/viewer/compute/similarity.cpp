// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/compute/similarity.hpp"

#include <algorithm>
#include <charconv>
#include <cmath>
#include <limits>
#include <map>
#include <optional>

#include "core/analysis/similarity_matrix.hpp"
#include "core/error.hpp"
#include "core/image.hpp"
#include "core/preprocess.hpp"
#include "host/engine/analysis/comparison.hpp"
#include "host/engine/analysis/stored_maps.hpp"
#include "host/engine/experiment/records.hpp"
#include "host/engine/measure.hpp"
#include "host/viewer/compute/stored_method.hpp"
#include "storage/analysis_repositories.hpp"
#include "storage/repositories.hpp"
#include "storage/views.hpp"

namespace vantage::viewer {
namespace {

constexpr double kUnknown = std::numeric_limits<double>::quiet_NaN();

std::vector<int> order_of(const Eigen::MatrixXd& scores, double best, double worst) {
  std::vector<int> known, unknown;
  for (int i = 0; i < scores.rows(); ++i)
    (scores.row(i).array().isFinite().any() ? known : unknown).push_back(i);
  std::vector<int> order;
  for (const int i : core::model_order(scores(known, known), best, worst))
    order.push_back(known[static_cast<size_t>(i)]);
  order.insert(order.end(), unknown.begin(), unknown.end());
  return order;
}

SimilarityMatrix matrix_of(Eigen::MatrixXd scores, const engine::Measure& measure) {
  SimilarityMatrix m;
  m.scores = std::move(scores);
  m.measure = measure.canonical();
  m.best = measure.best();
  m.worst = measure.worst();
  m.order = order_of(m.scores, m.best, m.worst);
  return m;
}

// The class that a request's target means for a model on an entry; none where it means nothing.
std::optional<int> target_class(storage::Database& db, const SimilarityRequest& request, int64_t model,
                                const storage::DatasetEntry& entry) {
  if (request.target == "label") return entry.cls < 0 ? std::nullopt : std::optional(entry.cls);
  if (request.target != "predicted") {
    int cls = -1;
    const char* end = request.target.data() + request.target.size();
    return std::from_chars(request.target.data(), end, cls).ptr == end ? std::optional(cls) : std::nullopt;
  }
  const auto p = storage::PredictionRepository(db).find(model, entry.image, request.precision);
  return p ? std::optional(p->top5[0].first) : std::nullopt;
}

// Of a model's maps that answer the request the best one: with the parameters that were asked for, then the
// layer that was asked for or is the model's default, then the lowest seed, then the latest.
std::optional<storage::Explanation> find_map(storage::Database& db, const WantedMethod& method,
                                             const SimilarityRequest& request, const storage::Model& model,
                                             const storage::DatasetEntry& entry) {
  const auto cls = target_class(db, request, model.id, entry);
  if (!cls) return std::nullopt;
  storage::ExplanationFilter filter;
  filter.model = model.id;
  filter.image = entry.image;
  filter.cls = cls;
  filter.method = method.id();
  filter.profile = request.profile;
  std::optional<storage::Explanation> best;
  const auto rank = [&](const storage::Explanation& e) {
    const bool layer = e.layer == (request.layer.empty() ? model.default_layer : request.layer);
    return std::tuple(method.fit(e.parameters), layer, -static_cast<double>(e.seed), e.id);
  };
  storage::ExplanationRepository(db).for_each(filter, [&](const storage::Explanation& e) {
    if (e.precision != request.precision || method.fit(e.parameters) == Fit::none) return;
    if (!request.layer.empty() && e.layer != request.layer) return;
    if (!best || rank(e) > rank(*best)) best = e;
  });
  return best;
}

// Models that see the same part of the picture share it.
void add_pictures(ImageSimilarity& result, const std::vector<storage::Model>& models,
                  const std::string& path) {
  try {
    const cv::Mat picture = core::load_image(path).rgb;
    std::vector<std::pair<core::Preprocessing, cv::Mat>> crops;
    for (size_t i = 0; i < models.size(); ++i) {
      if (result.maps[i].map.empty()) continue;
      auto settings = engine::preprocessing_of(models[i]);
      settings.mean = core::Preprocessing().mean;  // what is shown does not depend on them
      settings.std = core::Preprocessing().std;
      auto crop =
          std::find_if(crops.begin(), crops.end(), [&](const auto& c) { return c.first == settings; });
      if (crop == crops.end())
        crop = crops.insert(crops.end(), {settings, core::preprocess(picture, settings).rgb});
      result.maps[i].picture = crop->second;
    }
  } catch (const core::Error& e) {
    result.picture_error = e.what();
  }
}

}  // namespace

ImageSimilarity image_similarity(storage::Database& db, engine::Registry& registry,
                                 const SimilarityRequest& request, const storage::DatasetEntry& entry,
                                 const std::function<bool()>& cancelled) {
  const auto measure = engine::Measure::open(registry, request.measure);
  const WantedMethod method(registry, request.method);
  std::vector<storage::Model> models;
  for (const int64_t id : request.models)
    models.push_back(storage::ModelRepository(db).find(id).value_or(storage::Model{}));
  int height = 1, width = 1;  // the largest input, as the engine compares
  for (const auto& m : storage::ModelRepository(db).all()) {
    height = std::max(height, m.input_height);
    width = std::max(width, m.input_width);
  }

  ImageSimilarity result;
  result.maps.resize(models.size());
  std::vector<const core::Map*> maps(models.size());
  for (size_t i = 0; i < models.size() && !cancelled(); ++i)
    if (const auto e = find_map(db, method, request, models[i], entry)) {
      result.maps[i].map = engine::finished_map(*e, height, width).map;
      maps[i] = &result.maps[i].map;
    }
  add_pictures(result, models, entry.path);
  result.matrix = matrix_of(core::similarity_matrix(
                                maps,
                                [&](const core::Map& a, const core::Map& b) {
                                  return cancelled() ? kUnknown : measure->compare(a, b);
                                },
                                measure->symmetric()),
                            *measure);
  if (std::count(maps.begin(), maps.end(), nullptr) + 2 <= static_cast<std::ptrdiff_t>(maps.size()))
    result.matrix.fewest = result.matrix.most = 1;
  return result;
}

SimilarityMatrix stored_similarity(storage::Database& db, engine::Registry& registry,
                                   const SimilarityRequest& request, int cls) {
  const auto measure = engine::Measure::open(registry, request.measure);
  const WantedMethod method(registry, request.method);
  std::map<int64_t, storage::Method> methods;
  for (auto& m : storage::MethodRepository(db).all()) methods.emplace(m.id, std::move(m));

  const storage::SimilarityKey* key = nullptr;
  Fit fit = Fit::none;
  const auto keys = storage::SimilarityRepository(db).keys(request.dataset);
  for (const auto& k : keys) {
    const auto m = methods.find(k.method);
    if (m == methods.end() || m->second.method != method.id() || m->second.profile != request.profile ||
        k.measure != measure->canonical() || k.precision != request.precision || k.target != request.target)
      continue;
    if (const Fit f = method.fit(m->second.parameters); f > fit) fit = f, key = &k;
  }

  const auto count = static_cast<Eigen::Index>(request.models.size());
  Eigen::MatrixXd scores = Eigen::MatrixXd::Constant(count, count, kUnknown);
  int64_t fewest = 0, most = 0;
  std::map<int64_t, Eigen::Index> row_of;
  for (Eigen::Index i = 0; i < count; ++i) row_of[request.models[static_cast<size_t>(i)]] = i;
  for (const auto& s :
       key ? storage::SimilarityRepository(db).matrix(*key, cls) : std::vector<storage::Similarity>{}) {
    const auto a = row_of.find(s.model_a), b = row_of.find(s.model_b);
    if (a == row_of.end() || b == row_of.end()) continue;
    scores(a->second, b->second) = scores(b->second, a->second) = s.mean;
    scores(a->second, a->second) = scores(b->second, b->second) = measure->best();
    fewest = most == 0 ? s.images : std::min(fewest, s.images);
    most = std::max(most, s.images);
  }
  SimilarityMatrix matrix = matrix_of(std::move(scores), *measure);
  matrix.fewest = fewest;
  matrix.most = most;
  return matrix;
}

void compute_similarities(const std::filesystem::path& database, engine::Registry& registry,
                          const SimilarityRequest& request, const std::function<bool(double)>& progress) {
  auto db = storage::Database::create_or_open(database);
  const auto measure = engine::Measure::open(registry, request.measure);
  engine::compare_models(db, request.dataset, *measure, request.method.id, [&](size_t done, size_t all) {
    return progress(static_cast<double>(done) / static_cast<double>(all));
  });
}

std::vector<storage::DatasetEntry> find_entry(storage::Database& db, const EntryQuestion& question) {
  storage::Views views(db);
  if (question.position < 0)
    return question.cls < 0 ? std::vector<storage::DatasetEntry>{}
                            : views.images(question.dataset, question.cls, {-1, 1});
  auto classes = question.classes;
  classes.push_back(-1);  // images without a label
  for (const int cls : classes)
    if (auto found = views.images(question.dataset, cls, {question.position - 1, 1});
        !found.empty() && found[0].position == question.position)
      return found;
  return {};
}

}  // namespace vantage::viewer
