// SPDX-License-Identifier: Apache-2.0
#include "layers.hpp"

#include <algorithm>
#include <utility>

namespace toy {

int64_t volume(const Shape& shape) {
  int64_t n = 1;
  for (const int64_t d : shape) n *= d;
  return n;
}

Conv::Conv(std::string called, const Shape& in, int64_t k, int64_t pad, std::vector<float> weights,
           std::vector<float> bias)
    : Layer(std::move(called), "conv2d",
            {static_cast<int64_t>(bias.size()), in[1] + 2 * pad - k + 1, in[2] + 2 * pad - k + 1}),
      in_(in),
      k_(k),
      pad_(pad),
      weights_(std::move(weights)),
      bias_(std::move(bias)) {}

template <class F>
void Conv::each_run(F&& use) const {
  const int64_t height = shape[1], width = shape[2];
  const float* w = weights_.data();
  for (int64_t o = 0; o < shape[0]; ++o)
    for (int64_t c = 0; c < in_[0]; ++c)
      for (int64_t dy = -pad_; dy < k_ - pad_; ++dy)
        for (int64_t dx = -pad_; dx < k_ - pad_; ++dx, ++w) {
          // Output columns whose input column, dx further, lies inside the image; rows likewise.
          const int64_t left = std::max<int64_t>(0, -dx), right = std::min(width, in_[2] - dx);
          const int64_t top = std::max<int64_t>(0, -dy), bottom = std::min(height, in_[1] - dy);
          if (right <= left) continue;
          for (int64_t row = top; row < bottom; ++row)
            use(*w, (c * in_[1] + row + dy) * in_[2] + left + dx, (o * height + row) * width + left,
                right - left);
        }
}

void Conv::forward(const float* x, float* y) const {
  for (const float b : bias_) y = std::fill_n(y, shape[1] * shape[2], b);
  y -= volume(shape);
  each_run([&](float w, int64_t from, int64_t to, int64_t n) {
    for (int64_t i = 0; i < n; ++i) y[to + i] += w * x[from + i];
  });
}

void Conv::pull_back(const float*, const float* g, float* gx, int32_t) const {
  std::fill_n(gx, volume(in_), 0.0f);
  each_run([&](float w, int64_t from, int64_t to, int64_t n) {
    for (int64_t i = 0; i < n; ++i) gx[from + i] += w * g[to + i];
  });
}

Linear::Linear(std::string called, std::vector<float> weights, std::vector<float> bias)
    : Layer(std::move(called), "linear", {static_cast<int64_t>(bias.size())}),
      in_(weights.size() / bias.size()),
      weights_(std::move(weights)),
      bias_(std::move(bias)) {}

void Linear::forward(const float* x, float* y) const {
  for (size_t o = 0; o < bias_.size(); ++o) {
    y[o] = bias_[o];
    for (size_t i = 0; i < in_; ++i) y[o] += weights_[o * in_ + i] * x[i];
  }
}

void Linear::pull_back(const float*, const float* g, float* gx, int32_t) const {
  std::fill_n(gx, in_, 0.0f);
  for (size_t o = 0; o < bias_.size(); ++o)
    for (size_t i = 0; i < in_; ++i) gx[i] += weights_[o * in_ + i] * g[o];
}

void Relu::forward(const float* x, float* y) const {
  for (int64_t i = 0, n = volume(shape); i < n; ++i) y[i] = x[i] < 0 ? 0 : x[i];  // a NaN stays one
}

void Relu::pull_back(const float* x, const float* g, float* gx, int32_t rule) const {
  const bool by_input = rule != VTG_RULE_DECONV, by_gradient = rule != VTG_RULE_GRADIENT;
  for (int64_t i = 0, n = volume(shape); i < n; ++i)
    gx[i] = (by_input && x[i] <= 0) || (by_gradient && g[i] < 0) ? 0 : g[i];
}

void Flatten::forward(const float* x, float* y) const {
  std::copy_n(x, shape[0], y);
}
void Flatten::pull_back(const float*, const float* g, float* gx, int32_t) const {
  std::copy_n(g, shape[0], gx);
}

void GlobalAveragePool::forward(const float* x, float* y) const {
  for (int64_t c = 0; c < shape[0]; ++c, x += pixels_) {
    double sum = 0;
    for (int64_t i = 0; i < pixels_; ++i) sum += x[i];
    y[c] = static_cast<float>(sum / static_cast<double>(pixels_));
  }
}

void GlobalAveragePool::pull_back(const float*, const float* g, float* gx, int32_t) const {
  for (int64_t c = 0; c < shape[0]; ++c) gx = std::fill_n(gx, pixels_, g[c] / static_cast<float>(pixels_));
}

}  // namespace toy
