// SPDX-License-Identifier: Apache-2.0
#include "core/resize.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/core.hpp>
#include <vector>

#include "core/error.hpp"

namespace vantage::core {
namespace {

constexpr int kPrecisionBits = 32 - 8 - 2;

// How one output pixel is made: `weights` of the input pixels from `first` on.
struct Taps {
  int first = 0;
  std::vector<int> weights;
};

double support_of(ResizeFilter filter) {
  return filter == ResizeFilter::bicubic ? 2.0 : 1.0;
}

double weight_at(ResizeFilter filter, double x) {
  x = std::abs(x);
  if (filter == ResizeFilter::bilinear) return std::max(0.0, 1.0 - x);
  constexpr double a = -0.5;
  if (x < 1.0) return ((a + 2.0) * x - (a + 3.0)) * x * x + 1;
  if (x < 2.0) return (((x - 5) * x + 8) * x - 4) * a;
  return 0.0;
}

// Pillow's precompute_coeffs and normalize_coeffs_8bpc (src/libImaging/Resample.c) for the output pixels
// [from, from + count) of `out`.
std::vector<Taps> taps_of(ResizeFilter filter, int in, int64_t out, int64_t from, int count) {
  const double scale = static_cast<double>(in) / static_cast<double>(out);
  const double widened = std::max(scale, 1.0);
  const double support = support_of(filter) * widened;
  std::vector<Taps> all(static_cast<size_t>(count));
  std::vector<double> weights;
  for (int i = 0; i < count; ++i) {
    const double centre = (static_cast<double>(from + i) + 0.5) * scale;
    const int first = std::max(0, static_cast<int>(centre - support + 0.5));
    const int end = std::min(in, static_cast<int>(centre + support + 0.5));
    weights.clear();
    double sum = 0;
    for (int x = first; x < end; ++x) {
      weights.push_back(weight_at(filter, (x - centre + 0.5) * (1.0 / widened)));
      sum += weights.back();
    }
    Taps& taps = all[static_cast<size_t>(i)];
    taps.first = first;
    for (double weight : weights) {
      if (sum != 0) weight /= sum;
      taps.weights.push_back(static_cast<int>((weight < 0 ? -0.5 : 0.5) + weight * (1 << kPrecisionBits)));
    }
  }
  return all;
}

// AVX2 where the processor has it, chosen when the program starts: whole numbers, so the same bytes.
#if defined(__x86_64__)
#define VANTAGE_WIDE __attribute__((target_clones("avx2", "default")))
#else
#define VANTAGE_WIDE
#endif

VANTAGE_WIDE void add(const uint8_t* from, int weight, int* sums, size_t count) {
  for (size_t i = 0; i < count; ++i) sums[i] += from[i] * weight;
}

VANTAGE_WIDE void to_bytes(const int* sums, uint8_t* to, size_t count) {
  for (size_t i = 0; i < count; ++i)
    to[i] = static_cast<uint8_t>(std::clamp(sums[i] >> kPrecisionBits, 0, 255));
}

// One row of the result for each taps.
cv::Mat weighted_rows(const cv::Mat& image, const std::vector<Taps>& all) {
  cv::Mat result(static_cast<int>(all.size()), image.cols, image.type());
  const auto bytes = static_cast<size_t>(image.cols) * image.elemSize();
  std::vector<int> sums(bytes);
  for (int y = 0; y < result.rows; ++y) {
    const Taps& taps = all[static_cast<size_t>(y)];
    std::fill(sums.begin(), sums.end(), 1 << (kPrecisionBits - 1));
    for (size_t t = 0; t < taps.weights.size(); ++t)
      add(image.ptr(taps.first + static_cast<int>(t)), taps.weights[t], sums.data(), bytes);
    to_bytes(sums.data(), result.ptr(y), bytes);
  }
  return result;
}

cv::Mat transposed(const cv::Mat& image) {
  cv::Mat result;
  cv::transpose(image, result);
  return result;
}

// The input pixels that any taps read; from then on they count from the first of these.
cv::Range used(std::vector<Taps>& all) {
  const cv::Range range(all.front().first, all.back().first + static_cast<int>(all.back().weights.size()));
  for (Taps& taps : all) taps.first -= range.start;
  return range;
}

}  // namespace

cv::Mat resize(const cv::Mat& image, ResizeFilter filter, int64_t width, int64_t height, int64_t left,
               int64_t top, int columns, int rows) {
  if (image.empty() || (image.type() != CV_8UC1 && image.type() != CV_8UC3)) {
    throw Error(
        "cannot resize this picture: it must have 8 bits and one or three channels; convert it first");
  }
  if (left < 0 || top < 0 || columns < 1 || rows < 1 || left + columns > width || top + rows > height) {
    throw Error("cannot resize a picture to nothing: width and height must be 1 or more");
  }
  auto across = taps_of(filter, image.cols, width, left, columns);
  auto down = taps_of(filter, image.rows, height, top, rows);
  const cv::Mat part = image(used(down), used(across));
  // Pillow goes across first and rounds to bytes between. On its side a picture can be added row by row there
  // too.
  return weighted_rows(transposed(weighted_rows(transposed(part), across)), down);
}

cv::Mat resize(const cv::Mat& image, ResizeFilter filter, int width, int height) {
  return resize(image, filter, width, height, 0, 0, width, height);
}

}  // namespace vantage::core
