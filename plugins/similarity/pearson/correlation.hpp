// SPDX-License-Identifier: Apache-2.0
// Pearson's correlation, of values or of ranks.
#pragma once
#include <algorithm>
#include <cmath>
#include <cstdint>

namespace vantage::similarity {

/// In [-1,1]; exactly 1 for a series and itself. The correlation sees no shift and no scale, so that all
/// constant series are one: two of them have 1, one of them and any other series 0.
template <class T>
double correlation(const T* a, const T* b, int64_t n) {
  const auto constant = [n](const T* x) { return std::all_of(x, x + n, [x](T v) { return v == x[0]; }); };
  if (constant(a) || constant(b)) return constant(a) && constant(b) ? 1 : 0;
  double mean_a = 0, mean_b = 0;
  for (int64_t i = 0; i < n; ++i) {
    mean_a += a[i];
    mean_b += b[i];
  }
  mean_a /= static_cast<double>(n);
  mean_b /= static_cast<double>(n);
  double aa = 0, bb = 0, ab = 0;
  for (int64_t i = 0; i < n; ++i) {
    const double x = a[i] - mean_a, y = b[i] - mean_b;
    aa += x * x;
    bb += y * y;
    ab += x * y;
  }
  return std::clamp(ab / std::sqrt(aa * bb), -1.0, 1.0);
}

}  // namespace vantage::similarity
