// SPDX-License-Identifier: Apache-2.0
#include "host/engine/explain.hpp"

#include <algorithm>
#include <chrono>

#include "core/error.hpp"
#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

constexpr int64_t kPredicted = -1, kLabel = -2;

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

}  // namespace

ExplainPlan::ExplainPlan(const OpenModel& model, const std::vector<const Method*>& methods,
                         ExplainOptions options)
    : model_(model), options_(std::move(options)), finish_(core::profile(options_.profile)) {
  for (const auto& c : options_.classes)
    classes_.push_back(c == "predicted" ? kPredicted : c == "label" ? kLabel : model.find_class(c));
  for (const auto* method : methods) {
    bound_.push_back({method, {}, ""});
    try {
      bound_.back().params = method->bind(model, options_.layers, options_.profile);
      method->add_wants(bound_.back().params, wants_);
    } catch (const Error& e) {
      bound_.back().failure = e.what();
    }
  }
}

std::vector<int64_t> ExplainPlan::classes_for(int64_t predicted, int64_t label) const {
  std::vector<int64_t> all;
  for (const int64_t c : classes_) {
    const int64_t cls = c == kPredicted ? predicted : c == kLabel ? label : c;
    if (cls >= 0 && std::find(all.begin(), all.end(), cls) == all.end()) all.push_back(cls);
  }
  return all;
}

bool ExplainPlan::explains_prediction() const {
  return std::count(classes_.begin(), classes_.end(), kPredicted) > 0;
}

size_t ExplainPlan::batch_size(size_t wanted) const {
  double kept = 0;
  for (const auto& l : model_.layers()) {
    double numbers = 1;
    for (int32_t d = 0; d < std::min(l.ndim, 6); ++d)
      numbers *= static_cast<double>(std::max<int64_t>(1, l.shape[d]));
    kept += numbers;
  }
  const double fit =
      static_cast<double>(model_.api().host().memory()) / (sizeof(float) * std::max(1.0, kept));
  return static_cast<size_t>(std::clamp(fit, 1.0, static_cast<double>(std::max<size_t>(1, wanted))));
}

ExplainPlan::Results ExplainPlan::run(const ImageBatch& images, const Progress& progress) const {
  Results all;
  ExplainPass pass(*this, images);
  all.predictions = pass.predictions();
  Targets wanted;
  for (size_t n = 0; n < all.predictions.size(); ++n) {
    const auto& p = all.predictions[n];
    if (!p.failure.empty())
      all.results.push_back({n, nullptr, p.failure, {}});
    else
      wanted.add(static_cast<int64_t>(n), classes_for(p.top(1)[0].cls, -1));
  }
  if (!wanted.classes.empty())
    for (const auto& b : bound_)
      for (auto& r : pass.explain(b, wanted, progress)) all.results.push_back(std::move(r));
  std::stable_sort(all.results.begin(), all.results.end(),
                   [](const auto& a, const auto& b) { return a.image < b.image; });
  all.passes = pass.passes();
  return all;
}

ExplainPass::ExplainPass(const ExplainPlan& plan, const ImageBatch& images)
    : plan_(plan),
      images_(images),
      shared_(plan.model_.api(), plan.model_.perturb(), images.view(), plan.wants_) {
  const auto start = Clock::now();
  try {
    const auto logits = shared_.logits();
    predictions_ = predictions_from(logits, plan.model_.name(), seconds_since(start));
  } catch (const vantage::Error& e) {
    throw Error("model '" + plan.model_.name() + "': " + e.what());
  }
}

std::vector<ExplainResult> ExplainPass::explain(const ExplainPlan::Bound& b, const Targets& wanted,
                                                const Progress& progress) {
  std::vector<ExplainResult> results;
  const auto fail = [&](int64_t image, const std::string& why) {
    results.push_back({static_cast<size_t>(image), b.method, why, {}});
  };
  std::vector<Targets> calls{wanted};
  for (size_t c = 0; c < calls.size(); ++c) {
    const Targets call = calls[c];
    RawMaps raw;
    const auto start = Clock::now();
    try {
      if (!b.failure.empty()) throw Error(b.failure);
      raw = raw_maps(b, call, progress);
    } catch (const Cancelled&) {
      throw;
    } catch (const Error& e) {
      const int64_t first = call.image_of.front(), last = call.image_of.back();
      if (first == last) fail(first, e.what());
      for (int64_t n = first; n <= last && first != last; ++n)
        if (auto alone = wanted.of_image(n); !alone.classes.empty()) calls.push_back(std::move(alone));
      continue;
    }
    const double seconds = seconds_since(start) / static_cast<double>(call.classes.size());
    for (size_t m = 0; m < call.classes.size(); ++m) try {
        const auto image = static_cast<size_t>(call.image_of[m]);
        auto e = finished(b, raw, m, call.classes[m], predictions_[image]);
        e.seconds = seconds;
        results.push_back({image, b.method, "", std::move(e)});
      } catch (const core::Error& e) {  // the map is broken
        fail(call.image_of[m],
             "method '" + b.method->plugin().id + "' on model '" + plan_.model_.name() + "': " + e.what());
      }
  }
  return results;
}

ExplainPass::RawMaps ExplainPass::raw_maps(const ExplainPlan::Bound& b, const Targets& call,
                                           const Progress& progress) {
  RawMaps all;
  const auto layers = static_cast<double>(b.params.per_layer.size());
  double furthest = 0;  // a method that makes several requests may begin its count anew
  for (const auto& values : b.params.per_layer) {
    Job job(plan_.options_.seed);
    job.on_progress = [&](double fraction, const char*) {
      furthest = std::max(furthest, (static_cast<double>(all.size()) + fraction) / layers);
      return progress && progress(b.method->plugin().id, furthest);
    };
    all.push_back(b.method->explain(shared_, plan_.model_.name(), images_.view(), call, values, job));
  }
  return all;
}

Explanation ExplainPass::finished(const ExplainPlan::Bound& b, RawMaps& raw, size_t map, int64_t cls,
                                  const Prediction& prediction) const {
  Explanation e;
  const auto& plugin = b.method->plugin();
  e.method = plugin.id;
  e.pixels = std::count(plugin.tags.begin(), plugin.tags.end(), "pixels") > 0;
  e.version = plugin.version;
  e.parameters = b.params.canonical;
  e.profile = plan_.options_.profile;
  e.layer = b.params.layer;
  e.seed = plan_.options_.seed;
  e.cls = cls;
  e.logit = prediction.logits[static_cast<size_t>(cls)];
  e.probability = prediction.probabilities()[static_cast<size_t>(cls)];
  const auto finish = [&](const core::Map& m) {
    return core::finish(m, plan_.finish_, plan_.model_.info().height, plan_.model_.info().width);
  };
  if (raw.size() == 1) {
    e.raw = std::move(raw[0][map]);
  } else {
    std::vector<core::Map> of_layers;
    for (const auto& of_layer : raw) of_layers.push_back(finish(of_layer[map]).map);
    e.raw = core::fuse(of_layers, b.params.fuse);
  }
  auto done = finish(e.raw);
  e.map = std::move(done.map);
  e.no_attention = done.no_attention;
  return e;
}

}  // namespace vantage::engine
