// SPDX-License-Identifier: Apache-2.0
// Prepared images side by side, as the ABI wants them.
#pragma once
#include <array>
#include <vector>

#include "core/preprocess.hpp"
#include "vantage/abi.h"

namespace vantage::engine {

/// N x C x H x W of one model's input. Immutable, so reading is thread-safe.
class ImageBatch {
 public:
  /// Copies the pixels. Every input is C x H x W as the model wants it; at least one.
  ImageBatch(const std::vector<const core::Input*>& inputs, const vtg_model_info& info)
      : ImageBatch(nullptr, static_cast<int64_t>(inputs.size()), info) {
    own_.reserve(static_cast<size_t>(shape_[0] * strides_[0]));
    for (const auto* input : inputs) own_.insert(own_.end(), input->chw.begin(), input->chw.end());
    view_.data = own_.data();
  }
  /// Borrows n x C x H x W numbers.
  ImageBatch(const float* pixels, int64_t n, const vtg_model_info& info)
      : shape_{n, info.channels, info.height, info.width},
        strides_{shape_[1] * shape_[2] * shape_[3], shape_[2] * shape_[3], shape_[3], 1} {
    view_.data = const_cast<float*>(pixels);  // a view has no const
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
  std::vector<float> own_;
  vtg_view view_{};
};

}  // namespace vantage::engine
