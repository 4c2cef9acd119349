// SPDX-License-Identifier: Apache-2.0
#include "host/engine/upsample.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "vantage/core.hpp"

namespace vantage::engine {

namespace {

// Keys, Cubic Convolution Interpolation, IEEE TASSP 1981, with PyTorch's and OpenCV's a.
double keys(double distance) {
  constexpr double a = -0.75;
  const double x = std::abs(distance);
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
}

}  // namespace

ResizeAxis::ResizeAxis(int32_t mode, int64_t from, int64_t to)
    : in(from),
      out(to),
      taps(mode == VTG_UP_NEAREST   ? 1
           : mode == VTG_UP_BICUBIC ? 4
                                    : 2) {
  if (mode < VTG_UP_BILINEAR || mode > VTG_UP_BICUBIC)
    throw Error(VTG_UNSUPPORTED, "there is no upsampling mode " + std::to_string(mode));
  const auto put = [&](int64_t i, double w) {
    index.push_back(std::clamp<int64_t>(i, 0, in - 1));
    weight.push_back(static_cast<float>(w));
  };
  const double half_pixel = static_cast<double>(in) / static_cast<double>(out);
  const double corners = out > 1 ? static_cast<double>(in - 1) / static_cast<double>(out - 1) : 0;
  for (int64_t i = 0; i < out; ++i) {
    if (mode == VTG_UP_NEAREST) {
      put(i * in / out, 1);
      continue;
    }
    double x = (static_cast<double>(i) + 0.5) * half_pixel - 0.5;
    if (mode == VTG_UP_BILINEAR) x = std::max(x, 0.0);
    if (mode == VTG_UP_BILINEAR_ALIGNED) x = static_cast<double>(i) * corners;
    const auto left = static_cast<int64_t>(std::floor(x));
    const double t = x - static_cast<double>(left);
    if (mode == VTG_UP_BICUBIC) {
      for (int64_t k = -1; k <= 2; ++k) put(left + k, keys(t - static_cast<double>(k)));
    } else {
      put(left, 1 - t);
      put(left + 1, t);
    }
  }
}

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
