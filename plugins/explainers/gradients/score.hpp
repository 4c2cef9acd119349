// SPDX-License-Identifier: Apache-2.0
// The number whose gradient is taken: a class's logit, or its probability.
#pragma once
#include <algorithm>
#include <cmath>

#include "vantage/explainer.hpp"

namespace vantage::gradients {

inline vtg_param_info score_param() {
  static constexpr const char* choices[] = {"logit", "prob", nullptr};
  return advanced(enum_param("score", "Score", "logit", choices,
                             "Explain the class's own score (logit), or its probability, which the other "
                             "classes' scores move too"));
}

/// Reads the parameter "score".
class Score {
 public:
  explicit Score(const Values& params) : probability_(params.choice("score") == "prob") {}

  double value(const float* logits, int64_t classes, int64_t target) const {
    return probability_ ? std::exp(logits[target] - log_sum(logits, classes)) : double{logits[target]};
  }
  /// d score of target / d logits, into g, which holds zeros.
  void gradient(const float* logits, int64_t classes, int64_t target, float* g) const {
    g[target] = 1;
    if (!probability_) return;
    const double all = log_sum(logits, classes), p = std::exp(logits[target] - all);
    for (int64_t c = 0; c < classes; ++c) g[c] = static_cast<float>(p * (g[c] - std::exp(logits[c] - all)));
  }
  /// d score / d layer for every map of the call: maps() x (the layer's shape).
  Tensor gradient(const Call& call, const Tape& tape, int32_t layer) const {
    const int64_t classes = tape.logits().size(1);
    return call.gradient(tape, layer, [&](int64_t m, const float* logits, float* g) {
      gradient(logits, classes, call.target(m), g);
    });
  }

 private:
  static double log_sum(const float* logits, int64_t classes) {
    const double most = *std::max_element(logits, logits + classes);
    double sum = 0;
    for (int64_t c = 0; c < classes; ++c) sum += std::exp(logits[c] - most);
    return most + std::log(sum);
  }
  bool probability_;
};

}  // namespace vantage::gradients
