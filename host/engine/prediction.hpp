// SPDX-License-Identifier: Apache-2.0
// What a model says of an image.
#pragma once
#include <cstdint>
#include <string>
#include <vector>

#include "host/engine/image_batch.hpp"
#include "host/engine/open_model.hpp"

namespace vantage::engine {

struct ClassScore {
  int64_t cls;
  double probability;  // softmax over the logits
};

struct Prediction {
  std::vector<float> logits;  // one a class
  double seconds = 0;         // its share of the pass
  std::string failure;        // why there is none: logits that are not finite; else empty
  std::vector<double> probabilities() const;
  /// Most probable first, the lower class first where two are equal. `probabilities` are this prediction's.
  std::vector<ClassScore> top(size_t k, const std::vector<double>& probabilities) const;
  std::vector<ClassScore> top(size_t k) const { return top(k, probabilities()); }
};

/// One forward pass over all of them. Throws engine::Error.
std::vector<Prediction> predict(const OpenModel&, const ImageBatch&);

/// N x classes logits, taken apart and checked; `seconds` is that of the whole pass.
std::vector<Prediction> predictions_from(vantage::View logits, const std::string& model, double seconds);

}  // namespace vantage::engine
