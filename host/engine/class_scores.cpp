// SPDX-License-Identifier: Apache-2.0
#include "host/engine/class_scores.hpp"

#include <algorithm>
#include <cmath>
#include <vector>

namespace vantage::engine {

namespace {

// What the scores are picked from: the logits themselves or their softmax.
std::vector<double> activation(const PerturbRequest& r, const float* logits) {
  std::vector<double> a(logits, logits + r.classes);
  if (!r.probabilities) return a;
  const double most = *std::max_element(a.begin(), a.end());
  double sum = 0;
  for (double& v : a) sum += v = std::exp(v - most);
  for (double& v : a) v /= sum;
  return a;
}

}  // namespace

void write_scores(const PerturbRequest& r, View logits, float* out) {
  for (int64_t m = 0; m < logits.size(0); ++m) {
    const auto a = activation(r, logits.sample(m));
    for (const int64_t t : r.targets) *out++ = static_cast<float>(a[static_cast<size_t>(t)]);
  }
}

// Softmax: d/d logit_j = p_j (c_j - sum_k c_k p_k).
Tensor logit_gradient(const PerturbRequest& r, const Host& host, View logits, const float* cotangent) {
  Tensor out = host.zeros({logits.size(0), r.classes});
  for (int64_t m = 0; m < logits.size(0); ++m) {
    std::vector<double> c(static_cast<size_t>(r.classes));
    for (const int64_t t : r.targets) c[static_cast<size_t>(t)] += *cotangent++;
    if (r.probabilities) {
      const auto p = activation(r, logits.sample(m));
      double mean = 0;
      for (size_t j = 0; j < c.size(); ++j) mean += c[j] * p[j];
      for (size_t j = 0; j < c.size(); ++j) c[j] = p[j] * (c[j] - mean);
    }
    std::copy(c.begin(), c.end(), out.sample(m));
  }
  return out;
}

}  // namespace vantage::engine
