// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/perturb_resize.hpp"

#include <algorithm>
#include <cmath>
#include <limits>

#include "plugins/models/zoo/aten.hpp"
#include "vantage/core.hpp"

namespace vantage::zoo {
namespace {

// Keys, Cubic Convolution Interpolation, IEEE TASSP 1981, with PyTorch's a.
double keys(double distance) {
  constexpr double a = -0.75;
  const double x = std::abs(distance);
  if (x <= 1) return ((a + 2) * x - (a + 3)) * x * x + 1;
  return ((a * x - 5 * a) * x + 8 * a) * x - 4 * a;
}

// Row i: how much each of `in` positions counts for position i of `out`.
at::Tensor weights(int32_t mode, int64_t in, int64_t out) {
  auto matrix = at::zeros({out, in}, at::kDouble);
  double* row = matrix.data_ptr<double>();
  const double half_pixel = static_cast<double>(in) / static_cast<double>(out);
  const double corners = out > 1 ? static_cast<double>(in - 1) / static_cast<double>(out - 1) : 0;
  for (int64_t i = 0; i < out; ++i, row += in) {
    const auto put = [&](int64_t k, double w) { row[std::clamp<int64_t>(k, 0, in - 1)] += w; };
    if (mode == VTG_UP_NEAREST) {
      put(i * in / out, 1);
      continue;
    }
    double x = (static_cast<double>(i) + 0.5) * half_pixel - 0.5;
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
  return matrix.to(at::kFloat);
}

struct Range {
  explicit Range(const at::Tensor& pixels)
      : low(at::amin(pixels, {1, 2}, true)), high(at::amax(pixels, {1, 2}, true)), span(high - low) {
    // A constant mask may come out of the resize with rounding noise: that is not a pattern.
    span.masked_fill_(span <= 1e-6 * at::maximum(low.abs(), high.abs()),
                      std::numeric_limits<double>::infinity());
  }
  at::Tensor low, high, span;  // n x 1 x 1; what is divided by an infinite span is 0
};

// A mask's share of an extreme's gradient, at the pixels that are the extreme.
at::Tensor share(const at::Tensor& gradient, const at::Tensor& places) {
  return places * (gradient / places.sum({1, 2}, true));
}

}  // namespace

MaskResize::MaskResize(int32_t mode, int64_t h, int64_t w, int64_t height, int64_t width)
    : same_size_(h == height && w == width) {
  if (mode < VTG_UP_BILINEAR || mode > VTG_UP_BICUBIC)
    throw Error(VTG_UNSUPPORTED, "there is no upsampling mode " + std::to_string(mode));
  if (same_size_) return;
  rows_ = weights(mode, h, height);
  columns_ = weights(mode, w, width);
}

at::Tensor MaskResize::forward(const at::Tensor& masks) const {
  return same_size_ ? masks.clone() : at::matmul(rows_, at::matmul(masks, columns_.t()));
}

at::Tensor MaskResize::transposed(const at::Tensor& slope) const {
  return same_size_ ? slope : at::matmul(at::matmul(rows_.t(), slope), columns_);
}

void rescale(at::Tensor& pixels) {
  const Range r(pixels);
  pixels.sub_(r.low).div_(r.span);
}

// y = (u - low) / span:  dy/du = 1/span,  dy/dlow = (y - 1)/span,  dy/dhigh = -y/span.
at::Tensor rescale_gradient(const at::Tensor& pixels, const at::Tensor& slope) {
  const Range r(pixels);
  const auto d = slope / r.span, y = (pixels - r.low) / r.span;
  return d + share((d * (y - 1)).sum({1, 2}, true), pixels == r.low) -
         share((d * y).sum({1, 2}, true), pixels == r.high);
}

}  // namespace vantage::zoo
