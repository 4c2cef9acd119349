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
  std::vector<std::string> classes{"predicted"};  // each "predicted", "label" (the image's own), a number
                                                  // or a class's name
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

/// One method's answer for one image and class.
struct ExplainResult {
  size_t image;          // in the batch
  const Method* method;  // nullptr: the image's prediction itself failed
  std::string failure;   // empty where there is an explanation
  std::optional<Explanation> explanation;
};

/// One model, bound to methods; used for any number of batches.
class ExplainPlan {
 public:
  /// What cannot be bound (an unknown layer, a model without gradients) is kept as that method's failure.
  /// Throws engine::Error for an unknown class. Borrows the model and the methods.
  ExplainPlan(const OpenModel&, const std::vector<const Method*>&, ExplainOptions);

  struct Results {
    std::vector<Prediction> predictions;  // one an image; a failed one has no results but its failure
    std::vector<ExplainResult> results;   // by image, then method, then class
    SharedModel::Counts passes;
  };
  /// An ExplainPass with everything asked for. Throws as that does.
  Results run(const ImageBatch&, const Progress& = {}) const;

  /// A method's settings on this model; why there are none in `failure`.
  struct Bound {
    const Method* method;
    BoundParams params;
    std::string failure;
  };
  const std::vector<Bound>& methods() const { return bound_; }
  const ExplainOptions& options() const { return options_; }

  /// The classes to explain an image for, each once. -1: it has no label, its prediction is not known.
  std::vector<int64_t> classes_for(int64_t predicted, int64_t label) const;
  /// Whether they depend on what the model predicts.
  bool explains_prediction() const;

  /// Images that fit into the memory for scratch at once, 1 to `wanted`.
  size_t batch_size(size_t wanted) const;

 private:
  friend class ExplainPass;
  const OpenModel& model_;
  ExplainOptions options_;
  core::PostProcessing finish_;
  std::vector<int64_t> classes_;  // or kPredicted, kLabel
  std::vector<Bound> bound_;
  SharedModel::Wants wants_;
};

/// One batch under a plan. Its one forward pass runs at construction; each method then computes what it is
/// asked for and shares that pass. One thread at a time; borrows plan and images.
class ExplainPass {
 public:
  /// Throws engine::Error where the pass itself is impossible.
  ExplainPass(const ExplainPlan&, const ImageBatch&);

  /// One an image; `failure` says why one cannot be used.
  const std::vector<Prediction>& predictions() const { return predictions_; }

  /// The maps of these targets, in their order. A method that fails on all at once is asked again image by
  /// image, so that a failure costs no other image. Throws Cancelled where progress asked to stop.
  std::vector<ExplainResult> explain(const ExplainPlan::Bound&, const Targets&, const Progress& = {});

  const SharedModel::Counts& passes() const { return shared_.counts(); }

 private:
  using RawMaps = std::vector<std::vector<core::Map>>;  // by layer, then target
  RawMaps raw_maps(const ExplainPlan::Bound&, const Targets&, const Progress&);
  Explanation finished(const ExplainPlan::Bound&, RawMaps&, size_t map, int64_t cls, const Prediction&) const;

  const ExplainPlan& plan_;
  const ImageBatch& images_;
  SharedModel shared_;
  std::vector<Prediction> predictions_;
};

}  // namespace vantage::engine
