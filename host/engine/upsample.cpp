// SPDX-License-Identifier: Apache-2.0
#include "host/engine/upsample.hpp"

#include <algorithm>

namespace vantage::engine {

void Upsampler::forward(const float* mask, float* out) {
  const int64_t wide = columns_.out;
  std::fill(between_.begin(), between_.end(), 0.0f);
  for (int64_t y = 0; y < rows_.in; ++y)
    for (int64_t i = 0, k = 0; i < wide; ++i)
      for (int64_t t = 0; t < columns_.taps; ++t, ++k)
        between_[static_cast<size_t>(y * wide + i)] +=
            columns_.weight[static_cast<size_t>(k)] *
            mask[y * columns_.in + columns_.index[static_cast<size_t>(k)]];
  std::fill_n(out, rows_.out * wide, 0.0f);
  for (int64_t y = 0, k = 0; y < rows_.out; ++y)
    for (int64_t t = 0; t < rows_.taps; ++t, ++k) {
      const float w = rows_.weight[static_cast<size_t>(k)];
      const float* row = between_.data() + rows_.index[static_cast<size_t>(k)] * wide;
      for (int64_t i = 0; i < wide; ++i) out[y * wide + i] += w * row[i];
    }
}

void Upsampler::transposed(const float* g, float* mask_gradient) {
  const int64_t wide = columns_.out;
  std::fill(between_.begin(), between_.end(), 0.0f);
  for (int64_t y = 0, k = 0; y < rows_.out; ++y)
    for (int64_t t = 0; t < rows_.taps; ++t, ++k) {
      const float w = rows_.weight[static_cast<size_t>(k)];
      float* row = between_.data() + rows_.index[static_cast<size_t>(k)] * wide;
      for (int64_t i = 0; i < wide; ++i) row[i] += w * g[y * wide + i];
    }
  std::fill_n(mask_gradient, rows_.in * columns_.in, 0.0f);
  for (int64_t y = 0; y < rows_.in; ++y)
    for (int64_t i = 0, k = 0; i < wide; ++i)
      for (int64_t t = 0; t < columns_.taps; ++t, ++k)
        mask_gradient[y * columns_.in + columns_.index[static_cast<size_t>(k)]] +=
            columns_.weight[static_cast<size_t>(k)] * between_[static_cast<size_t>(y * wide + i)];
}

}  // namespace vantage::engine
