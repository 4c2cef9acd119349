// SPDX-License-Identifier: Apache-2.0
// Prepared images side by side, as the ABI wants them.
#pragma once
#include <array>
#include <vector>

#include "core/preprocess.hpp"
#include "vantage/abi.h"

namespace vantage::engine {

/// N x C x H x W of one model's input; copies the pixels. Immutable, so reading is thread-safe.
class ImageBatch {
 public:
  /// Every input is C x H x W as the model wants it; at least one.
  ImageBatch(const std::vector<const core::Input*>& inputs, const vtg_model_info& info)
      : shape_{static_cast<int64_t>(inputs.size()), info.channels, info.height, info.width},
        strides_{shape_[1] * shape_[2] * shape_[3], shape_[2] * shape_[3], shape_[3], 1} {
    for (const auto* input : inputs) pixels_.insert(pixels_.end(), input->chw.begin(), input->chw.end());
    view_.data = pixels_.data();
    view_.device = {1, 0};
    view_.ndim = 4;
    view_.dtype = {2, 32, 1};
    view_.shape = shape_.data();
    view_.strides = strides_.data();
  }
  ImageBatch(const ImageBatch&) = delete;
  ImageBatch& operator=(const ImageBatch&) = delete;

  int64_t size() const { return shape_[0]; }
  const vtg_view* view() const { return &view_; }

 private:
  std::array<int64_t, 4> shape_, strides_;
  std::vector<float> pixels_;
  vtg_view view_{};
};

}  // namespace vantage::engine
