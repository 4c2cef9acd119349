// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/perturb_blend.hpp"

#include <ATen/Parallel.h>

#include <type_traits>

#include "plugins/models/zoo/aten.hpp"

namespace vantage::zoo {
namespace {

struct Planes {
  Planes(const PerturbRequest& r, int64_t mask) : image(r.image_of(mask)), baseline(r.baseline_of(mask)) {}
  const float *image, *baseline;  // C x H x W; no baseline: zeros
};

// Calls body(sample) for every sample, samples shared out among the threads.
template <class F>
void each(int64_t n, F&& body) {
  at::parallel_for(0, n, 1, [&](int64_t begin, int64_t end) {
    for (int64_t i = begin; i < end; ++i) body(i);
  });
}

template <class T>
void blend_as(const PerturbRequest& r, const std::vector<int64_t>& of, const at::Tensor& keep,
              at::Tensor& x) {
  const int64_t pixels = r.image.count(2), channels = x.size(1), by_channel = x.stride(1), step = x.stride(3);
  T* const out = x.data_ptr<T>();
  const float* const kept = keep.data_ptr<float>();
  each(keep.size(0), [&](int64_t i) {
    const Planes p(r, of[static_cast<size_t>(i)]);
    const float* const k = kept + i * pixels;
    for (int64_t c = 0; c < channels; ++c) {
      T* const to = out + i * x.stride(0) + c * by_channel;
      const float *image = p.image + c * pixels, *base = p.baseline ? p.baseline + c * pixels : nullptr;
      const auto write = [&](auto by) {
        for (int64_t j = 0; j < pixels; ++j)
          to[j * by] = static_cast<T>(k[j] * image[j] + (base ? (1 - k[j]) * base[j] : 0.0f));
      };
      // Row-major, the loop becomes one over vectors.
      step == 1 ? write(std::integral_constant<int64_t, 1>()) : write(step);
    }
  });
}

}  // namespace

void blend(const PerturbRequest& r, const std::vector<int64_t>& of, const at::Tensor& keep, at::Tensor& x) {
  x.scalar_type() == at::kBFloat16 ? blend_as<at::BFloat16>(r, of, keep, x) : blend_as<float>(r, of, keep, x);
}

at::Tensor blend_gradient(const PerturbRequest& r, const std::vector<int64_t>& of, const at::Tensor& slope) {
  auto out = at::zeros({slope.size(0), slope.size(2), slope.size(3)});
  const int64_t pixels = r.image.count(2), step = slope.stride(3);
  const float* const from = slope.data_ptr<float>();
  float* const sums = out.data_ptr<float>();
  each(slope.size(0), [&](int64_t i) {
    const Planes p(r, of[static_cast<size_t>(i)]);
    for (int64_t c = 0; c < slope.size(1); ++c) {
      const float* const g = from + i * slope.stride(0) + c * slope.stride(1);
      const float *image = p.image + c * pixels, *base = p.baseline ? p.baseline + c * pixels : nullptr;
      for (int64_t j = 0; j < pixels; ++j)
        sums[i * pixels + j] += g[j * step] * (image[j] - (base ? base[j] : 0.0f));
    }
  });
  return out;
}

}  // namespace vantage::zoo
