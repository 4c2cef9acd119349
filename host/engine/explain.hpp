// SPDX-License-Identifier: Apache-2.0
// The main job: what one model looks at in a batch of images, by every method asked for. One plan shares one
// forward pass, and one backward pass a layer and class, among all of them.
#pragma once
#include <functional>
#include <optional>
#include <string>
#include <vector>

#include "core/saliency.hpp"
#include "host/engine/method.hpp"
#include "host/engine/prediction.hpp"

namespace vantage::engine {

struct ExplainOptions {
  std::vector<std::string> classes{"predicted"};  // each "predicted", a number or a label
  std::string layers;  // "a+b", for every method that has a layer; empty: the model's default
  std::string profile = "paper";
  uint64_t seed = 0;
};

struct Explanation {
  std::string method, version, parameters;  // parameters: canonical, complete
  std::string profile, layer;               // layer: empty for a method without one
  uint64_t seed = 0;
  int64_t cls = 0;
  double logit = 0, probability = 0;
  core::Map raw;              // the method's own h x w, untouched; of several layers, what they fuse to
  core::Map map;              // the input's height x width, in [0,1]
  bool pixels = false;        // speaks of single pixels (the plugin's tag), not of regions
  bool no_attention = false;  // raw is constant: there was nothing to see
  double seconds = 0;         // the method's share, beyond what all methods share
};

/// Says how far things are; returns true to stop.
using Progress = std::function<bool(const std::string& method, double fraction)>;

/// One model, bound to methods; used for any number of batches.
class ExplainPlan {
 public:
  /// What cannot be bound (an unknown layer, a model without gradients) is kept as that method's failure.
  /// Throws engine::Error for an unknown class. Borrows the model and the methods.
  ExplainPlan(const OpenModel&, const std::vector<const Method*>&, ExplainOptions);

  struct Result {
    size_t image;          // in the batch
    const Method* method;  // nullptr: the image's prediction itself failed
    std::string failure;   // empty where there is an explanation
    std::optional<Explanation> explanation;
  };
  struct Results {
    std::vector<Prediction> predictions;  // one an image; a failed one has no results but its failure
    std::vector<Result> results;          // by image, then class, then method
    SharedModel::Counts passes;
  };
  /// Throws engine::Error where the pass itself is impossible, Cancelled where progress asked to stop.
  Results run(const ImageBatch&, const Progress& = {}) const;

  /// Images that fit into the memory for scratch at once, 1 to `wanted`.
  size_t batch_size(size_t wanted) const;

 private:
  struct Bound {
    const Method* method;
    BoundParams params;
    std::string failure;
  };
  using RawMaps = std::vector<std::vector<core::Map>>;  // by layer, then target
  Targets targets(const std::vector<Prediction>&) const;
  RawMaps raw_maps(const Bound&, SharedModel&, const ImageBatch&, const Targets&, const Progress&) const;
  Explanation finished(const Bound&, RawMaps&, size_t map, int64_t cls, const Prediction&) const;
  void run_method(const Bound&, SharedModel&, const ImageBatch&, const Targets&, const Progress&,
                  Results&) const;

  const OpenModel& model_;
  ExplainOptions options_;
  core::PostProcessing finish_;
  std::vector<int64_t> classes_;  // -1: the predicted one
  std::vector<Bound> bound_;
  SharedModel::Wants wants_;
};

}  // namespace vantage::engine
