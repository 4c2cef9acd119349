// SPDX-License-Identifier: Apache-2.0
#include "host/engine/explain.hpp"

#include <algorithm>
#include <chrono>

#include "core/error.hpp"
#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

using Clock = std::chrono::steady_clock;

double seconds_since(Clock::time_point start) {
  return std::chrono::duration<double>(Clock::now() - start).count();
}

Targets of_image(const Targets& all, int64_t image) {
  Targets some;
  for (size_t m = 0; m < all.classes.size(); ++m)
    if (all.image_of[m] == image) {
      some.image_of.push_back(image);
      some.classes.push_back(all.classes[m]);
    }
  return some;
}

}  // namespace

ExplainPlan::ExplainPlan(const OpenModel& model, const std::vector<const Method*>& methods,
                         ExplainOptions options)
    : model_(model), options_(std::move(options)), finish_(core::profile(options_.profile)) {
  for (const auto& c : options_.classes) classes_.push_back(c == "predicted" ? -1 : model.find_class(c));
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

Targets ExplainPlan::targets(const std::vector<Prediction>& predictions) const {
  Targets t;
  for (size_t n = 0; n < predictions.size(); ++n) {
    if (!predictions[n].failure.empty()) continue;
    std::vector<int64_t> of_this;
    for (const int64_t c : classes_) {
      const int64_t cls = c < 0 ? predictions[n].top(1)[0].cls : c;
      if (std::find(of_this.begin(), of_this.end(), cls) == of_this.end()) of_this.push_back(cls);
    }
    for (const int64_t cls : of_this) {
      t.image_of.push_back(static_cast<int64_t>(n));
      t.classes.push_back(cls);
    }
  }
  return t;
}

ExplainPlan::Results ExplainPlan::run(const ImageBatch& images, const Progress& progress) const {
  Results all;
  SharedModel shared(model_.api(), model_.perturb(), images.view(), wants_);
  const auto start = Clock::now();
  try {
    const auto logits = shared.logits();
    all.predictions = predictions_from(logits, model_.name(), seconds_since(start));
  } catch (const vantage::Error& e) {
    throw Error("model '" + model_.name() + "': " + e.what());
  }
  const auto wanted = targets(all.predictions);
  for (size_t n = 0; n < all.predictions.size(); ++n)
    if (!all.predictions[n].failure.empty())
      all.results.push_back({n, nullptr, all.predictions[n].failure, {}});
  if (!wanted.classes.empty())
    for (const auto& b : bound_) run_method(b, shared, images, wanted, progress, all);
  std::stable_sort(all.results.begin(), all.results.end(),
                   [](const auto& a, const auto& b) { return a.image < b.image; });
  all.passes = shared.counts();
  return all;
}

// One call for the whole batch; where that fails, one an image, so that a failure costs no other image.
void ExplainPlan::run_method(const Bound& b, SharedModel& shared, const ImageBatch& images,
                             const Targets& wanted, const Progress& progress, Results& all) const {
  const auto fail = [&](int64_t image, const std::string& why) {
    all.results.push_back({static_cast<size_t>(image), b.method, why, {}});
  };
  std::vector<Targets> calls{wanted};
  for (size_t c = 0; c < calls.size(); ++c) {
    const Targets call = calls[c];
    RawMaps raw;
    const auto start = Clock::now();
    try {
      if (!b.failure.empty()) throw Error(b.failure);
      raw = raw_maps(b, shared, images, call, progress);
    } catch (const Cancelled&) {
      throw;
    } catch (const Error& e) {
      const int64_t first = call.image_of.front(), last = call.image_of.back();
      if (first == last) fail(first, e.what());
      for (int64_t n = first; n <= last && first != last; ++n)
        if (auto alone = of_image(wanted, n); !alone.classes.empty()) calls.push_back(std::move(alone));
      continue;
    }
    const double seconds = seconds_since(start) / static_cast<double>(call.classes.size());
    for (size_t m = 0; m < call.classes.size(); ++m) try {
        const auto image = static_cast<size_t>(call.image_of[m]);
        auto e = finished(b, raw, m, call.classes[m], all.predictions[image]);
        e.seconds = seconds;
        all.results.push_back({image, b.method, "", std::move(e)});
      } catch (const core::Error& e) {  // the map is broken
        fail(call.image_of[m],
             "method '" + b.method->plugin().id + "' on model '" + model_.name() + "': " + e.what());
      }
  }
}

ExplainPlan::RawMaps ExplainPlan::raw_maps(const Bound& b, SharedModel& shared, const ImageBatch& images,
                                           const Targets& call, const Progress& progress) const {
  RawMaps all;
  const auto layers = static_cast<double>(b.params.per_layer.size());
  double furthest = 0;  // a method that makes several requests may begin its count anew
  for (const auto& values : b.params.per_layer) {
    Job job(options_.seed);
    job.on_progress = [&](double fraction, const char*) {
      furthest = std::max(furthest, (static_cast<double>(all.size()) + fraction) / layers);
      return progress && progress(b.method->plugin().id, furthest);
    };
    all.push_back(b.method->explain(shared, model_.name(), images.view(), call, values, job));
  }
  return all;
}

Explanation ExplainPlan::finished(const Bound& b, RawMaps& raw, size_t map, int64_t cls,
                                  const Prediction& prediction) const {
  Explanation e;
  const auto& plugin = b.method->plugin();
  e.method = plugin.id;
  e.pixels = std::count(plugin.tags.begin(), plugin.tags.end(), "pixels") > 0;
  e.version = plugin.version;
  e.parameters = b.params.canonical;
  e.profile = options_.profile;
  e.layer = b.params.layer;
  e.seed = options_.seed;
  e.cls = cls;
  e.logit = prediction.logits[static_cast<size_t>(cls)];
  e.probability = prediction.probabilities()[static_cast<size_t>(cls)];
  const auto finish = [&](const core::Map& m) {
    return core::finish(m, finish_, model_.info().height, model_.info().width);
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
