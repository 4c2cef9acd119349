// SPDX-License-Identifier: Apache-2.0
// The one table that describes every architecture of the zoo.
#pragma once
#include <array>
#include <functional>
#include <string>
#include <vector>

#include "plugins/models/zoo/graph.hpp"

namespace vantage::zoo {

enum class Interpolation { bilinear, bicubic };

struct Architecture {
  const char* name;       // torchvision's: "resnet18"
  const char* family;     // "ResNet"
  const char* reference;  // the paper
  int64_t input, resize;  // pixels: the square crop, and the shorter side before it
  int64_t classes;        // that it was published with
  Interpolation interpolation;
  std::array<float, 3> mean, std;
  /// The last feature map before the classifier head: where torchvision's `features` ends (for AlexNet
  /// and VGG that is the last pool's output, as in pytorch-grad-cam), or the activation before the
  /// global pool.
  const char* default_layer;
  const char* head;  // the last layer with weights: its rows are the classes
  /// Builds the network behind an input node; returns nothing: the last node pushed is the logits.
  std::function<void(Builder&, int64_t classes)> build;
};

/// Every architecture, relatives together. Built once; safe from any thread.
const std::vector<Architecture>& architectures();
/// By name; null when there is none of that name.
const Architecture* find_architecture(const std::string& name);

/// The graph for square inputs of `input` pixels (0: the published size). Throws BuildError when the
/// input is too small or there is no class.
Graph build(const Architecture&, int64_t input, int64_t classes);

/// A checkpoint's tensor name as this zoo knows it: torchvision renamed densenet's layers after
/// publishing their weights. Empty for what inference does not use (counters, auxiliary classifiers).
std::string canonical_weight_name(const std::string& name);

}  // namespace vantage::zoo
