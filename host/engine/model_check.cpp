// SPDX-License-Identifier: Apache-2.0
#include "host/engine/model_check.hpp"

#include <fmt/format.h>

#include <cmath>

#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

constexpr int32_t kMostClasses = 1 << 24, kMostPixels = 1 << 14;  // the latter of one side

void check_input(const vtg_model_info& i) {
  if (i.channels != 3) throw Error(fmt::format("it takes {} channels, and images have three", i.channels));
  if (i.height < 1 || i.width < 1 || i.height > kMostPixels || i.width > kMostPixels || i.resize < 0 ||
      i.resize > kMostPixels)
    throw Error(fmt::format("it takes images of {} x {} pixels, resized to {}; each must be at most {}",
                            i.width, i.height, i.resize, kMostPixels));
  for (int c = 0; c < 3; ++c)
    if (!std::isfinite(i.mean[c]) || !std::isfinite(i.std[c]) || i.std[c] <= 0)
      throw Error(fmt::format("its mean {} and std {} cannot normalise an image", i.mean[c], i.std[c]));
  if (i.interpolation != 0 && i.interpolation != 1)
    throw Error(fmt::format("its interpolation {} is neither 0 (bilinear) nor 1 (bicubic)", i.interpolation));
}

void check_classes(const vtg_model_info& i) {
  if (i.classes < 1 || i.classes > kMostClasses)
    throw Error(fmt::format("it has {} classes; 1 to {} are possible", i.classes, kMostClasses));
  for (int32_t c = 0; i.labels && c < i.classes; ++c)
    if (!i.labels[c]) throw Error(fmt::format("class {} of {} has no label", c, i.classes));
}

void check_layers(const vtg_model_info& i, const std::vector<vtg_layer_info>& layers) {
  const auto count = static_cast<int32_t>(layers.size());
  if (i.default_layer < -1 || i.default_layer >= count)
    throw Error(fmt::format("its default layer is number {} of {}", i.default_layer, count));
  for (int32_t n = 0; n < count; ++n) {
    const auto& layer = layers[static_cast<size_t>(n)];
    if (!layer.name || !*layer.name || !layer.op) throw Error(fmt::format("layer {} has no name", n));
    if (layer.ndim < 0 || layer.ndim > 6)
      throw Error(fmt::format("layer '{}' has {} dimensions; 0 to 6 are possible", one_line(layer.name, 100),
                              layer.ndim));
  }
}

}  // namespace

void check_model(vtg_model_info& info, const std::vector<vtg_layer_info>& layers) {
  for (const char** text : {&info.architecture, &info.weights_sha256, &info.device, &info.precision})
    if (!*text) *text = "";
  check_input(info);
  check_classes(info);
  check_layers(info, layers);
}

}  // namespace vantage::engine
