// SPDX-License-Identifier: Apache-2.0
#include "host/engine/prediction.hpp"

#include <algorithm>
#include <chrono>
#include <cmath>
#include <numeric>

#include "host/engine/error.hpp"

namespace vantage::engine {

std::vector<double> Prediction::probabilities() const {
  const double most = *std::max_element(logits.begin(), logits.end());
  std::vector<double> p(logits.size());
  std::transform(logits.begin(), logits.end(), p.begin(), [&](float x) { return std::exp(x - most); });
  const double sum = std::accumulate(p.begin(), p.end(), 0.0);
  for (auto& x : p) x /= sum;
  return p;
}

std::vector<ClassScore> Prediction::top(size_t k, const std::vector<double>& p) const {
  std::vector<int64_t> order(logits.size());
  std::iota(order.begin(), order.end(), 0);
  k = std::min(k, order.size());
  const auto above = [&](int64_t a, int64_t b) {
    const float x = logits[static_cast<size_t>(a)], y = logits[static_cast<size_t>(b)];
    return x != y ? x > y : a < b;
  };
  std::partial_sort(order.begin(), order.begin() + static_cast<std::ptrdiff_t>(k), order.end(), above);
  std::vector<ClassScore> best;
  for (size_t i = 0; i < k; ++i) best.push_back({order[i], p[static_cast<size_t>(order[i])]});
  return best;
}

std::vector<Prediction> predictions_from(vantage::View logits, const std::string& model, double seconds) {
  std::vector<Prediction> all;
  for (int64_t n = 0; n < logits.size(0); ++n) {
    const float* row = logits.sample(n);
    Prediction p{{row, row + logits.size(1)}, seconds / static_cast<double>(logits.size(0)), ""};
    const auto bad =
        std::find_if(p.logits.begin(), p.logits.end(), [](float x) { return !std::isfinite(x); });
    if (bad != p.logits.end())
      p.failure = "model '" + model + "' gives class " + std::to_string(bad - p.logits.begin()) +
                  " a score that is not a number; its weights are damaged";
    all.push_back(std::move(p));
  }
  return all;
}

std::vector<Prediction> predict(const OpenModel& model, const ImageBatch& images) {
  const auto start = std::chrono::steady_clock::now();
  try {
    const auto tape = model.api().forward(vantage::View(images.view()));
    const std::chrono::duration<double> seconds = std::chrono::steady_clock::now() - start;
    return predictions_from(tape.logits(), model.name(), seconds.count());
  } catch (const vantage::Error& e) {
    throw Error("model '" + model.name() + "': " + e.what());
  }
}

}  // namespace vantage::engine
