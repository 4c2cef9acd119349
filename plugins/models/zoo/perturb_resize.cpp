// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/perturb_resize.hpp"

#include <limits>

#include "plugins/models/zoo/aten.hpp"
#include "vantage/resize_axis.hpp"

namespace vantage::zoo {
namespace {

// Row i: how much each of `in` positions counts for position i of `out`.
at::Tensor weights(int32_t mode, int64_t in, int64_t out) {
  const ResizeAxis axis(mode, in, out);
  auto matrix = at::zeros({out, in}, at::kFloat);
  float* row = matrix.data_ptr<float>();
  for (size_t i = 0; i < axis.index.size(); ++i)
    row[static_cast<int64_t>(i) / axis.taps * in + axis.index[i]] += axis.weight[i];
  return matrix;
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
