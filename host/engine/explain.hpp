// SPDX-License-Identifier: Apache-2.0
// The main job: one image, one model, what it predicts and what a method says it looked at.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "core/saliency.hpp"
#include "host/engine/method.hpp"

namespace vantage::engine {

struct ClassScore {
  int64_t cls;
  double probability;  // softmax over the logits
};

struct Prediction {
  std::vector<float> logits;  // one a class
  double seconds = 0;
  std::vector<double> probabilities() const;
  std::vector<ClassScore> top(
      size_t k) const;  // most probable first; the lower class first where two are equal
};

/// One forward pass. Throws engine::Error, also for logits that are not finite.
Prediction predict(const OpenModel&, const core::Input&);

struct ExplainOptions {
  std::string cls = "predicted";  // "predicted", a number or a label
  std::string layer;              // for every method that has one; empty: the model's default
  std::string profile = "paper";
  uint64_t seed = 0;
};

struct Explanation {
  std::string method, version, parameters;  // parameters: canonical, complete
  std::string profile, layer;               // layer: empty for a method without one
  uint64_t seed = 0;
  int64_t cls = 0;
  double logit = 0, probability = 0;
  core::Map raw;              // the method's own h x w, untouched
  core::Map map;              // the input's height x width, in [0,1]
  bool no_attention = false;  // raw is constant: there was nothing to see
  double seconds = 0;         // the method alone
};

/// Throws engine::Error (or core::Error for a map that is not finite), one line.
Explanation explain(const OpenModel&, const Method&, const core::Input&, const Prediction&,
                    const ExplainOptions&);

}  // namespace vantage::engine
