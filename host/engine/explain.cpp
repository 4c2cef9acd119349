// SPDX-License-Identifier: Apache-2.0
#include "host/engine/explain.hpp"

#include <algorithm>
#include <array>
#include <chrono>
#include <cmath>
#include <numeric>

#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

double seconds_since(std::chrono::steady_clock::time_point start) {
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

// The ABI's view of one prepared image; borrows its pixels.
class InputView {
 public:
  InputView(const core::Input& input, const vtg_model_info& info)
      : shape_{1, info.channels, info.height, info.width},
        strides_{shape_[1] * shape_[2] * shape_[3], shape_[2] * shape_[3], shape_[3], 1} {
    view_.data = const_cast<float*>(input.chw.data());
    view_.device = {1, 0};
    view_.ndim = 4;
    view_.dtype = {2, 32, 1};
    view_.shape = shape_.data();
    view_.strides = strides_.data();
  }
  InputView(const InputView&) = delete;
  const vtg_view* c() const { return &view_; }

 private:
  std::array<int64_t, 4> shape_, strides_;
  vtg_view view_{};
};

}  // namespace

std::vector<double> Prediction::probabilities() const {
  const double most = *std::max_element(logits.begin(), logits.end());
  std::vector<double> p(logits.size());
  std::transform(logits.begin(), logits.end(), p.begin(), [&](float x) { return std::exp(x - most); });
  const double sum = std::accumulate(p.begin(), p.end(), 0.0);
  for (auto& x : p) x /= sum;
  return p;
}

std::vector<ClassScore> Prediction::top(size_t k) const {
  std::vector<int64_t> order(logits.size());
  std::iota(order.begin(), order.end(), 0);
  k = std::min(k, order.size());
  const auto above = [&](int64_t a, int64_t b) {
    const float x = logits[static_cast<size_t>(a)], y = logits[static_cast<size_t>(b)];
    return x != y ? x > y : a < b;
  };
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(k), order.end(), above);
  const auto p = probabilities();
  std::vector<ClassScore> best;
  for (size_t i = 0; i < k; ++i) best.push_back({order[i], p[static_cast<size_t>(order[i])]});
  return best;
}

Prediction predict(const OpenModel& model, const core::Input& input) {
  const auto start = std::chrono::steady_clock::now();
  try {
    const InputView x(input, model.info());
    const auto tape = model.api().forward(vantage::View(x.c()));
    const auto logits = tape.logits();
    Prediction p{{logits.data(), logits.data() + logits.count()}, seconds_since(start)};
    for (size_t i = 0; i < p.logits.size(); ++i)
      if (!std::isfinite(p.logits[i]))
        throw Error("model '" + model.name() + "' gives class " + std::to_string(i) +
                    " a score that is not a number; its weights are damaged");
    return p;
  } catch (const vantage::Error& e) {
    throw Error("model '" + model.name() + "': " + e.what());
  }
}

Explanation explain(const OpenModel& model, const Method& method, const core::Input& input,
                    const Prediction& prediction, const ExplainOptions& options) {
  Explanation e;
  const auto values = method.values(model, options.layer);
  e.method = method.plugin().id;
  e.version = method.plugin().version;
  e.parameters = values.canonical();
  e.profile = options.profile;
  e.layer = values.text("layer");
  e.seed = options.seed;
  e.cls = options.cls == "predicted" ? prediction.top(1)[0].cls : model.find_class(options.cls);
  e.logit = prediction.logits[static_cast<size_t>(e.cls)];
  e.probability = prediction.probabilities()[static_cast<size_t>(e.cls)];

  Job job(options.seed);
  const auto start = std::chrono::steady_clock::now();
  const InputView x(input, model.info());
  e.raw = method.explain(model, x.c(), {e.cls}, values, job).at(0);
  e.seconds = seconds_since(start);
  auto finished =
      core::finish(e.raw, core::profile(options.profile), model.info().height, model.info().width);
  e.map = std::move(finished.map);
  e.no_attention = finished.no_attention;
  return e;
}

}  // namespace vantage::engine
