// SPDX-License-Identifier: Apache-2.0
#include "host/engine/rescale.hpp"

#include <algorithm>
#include <cmath>

namespace vantage::engine {

namespace {

struct Range {
  explicit Range(const std::vector<float>& pixels) {
    const auto [l, h] = std::minmax_element(pixels.begin(), pixels.end());
    low = *l;
    high = *h;
    // A constant mask may come out of the resize with rounding noise: that is not a pattern.
    constant = !(high - low > 1e-6 * std::max(std::abs(low), std::abs(high)));
  }
  double low, high;
  bool constant;
};

}  // namespace

void rescale(std::vector<float>& pixels) {
  const Range r(pixels);
  for (float& p : pixels) p = r.constant ? 0 : static_cast<float>((p - r.low) / (r.high - r.low));
}

// y = (u - low) / (high - low):  dy/du = 1/range,  dy/dlow = (y - 1)/range,  dy/dhigh = -y/range.
void rescale_backward(const std::vector<float>& pixels, std::vector<float>& g) {
  const Range r(pixels);
  if (r.constant) {
    std::fill(g.begin(), g.end(), 0.0f);
    return;
  }
  const double range = r.high - r.low;
  double to_low = 0, to_high = 0, lows = 0, highs = 0;
  for (size_t i = 0; i < pixels.size(); ++i) {
    const double y = (pixels[i] - r.low) / range;
    to_low += g[i] * (y - 1) / range;
    to_high -= g[i] * y / range;
    lows += pixels[i] == r.low;
    highs += pixels[i] == r.high;
  }
  for (size_t i = 0; i < pixels.size(); ++i) {
    double d = g[i] / range;
    if (pixels[i] == r.low) d += to_low / lows;
    if (pixels[i] == r.high) d += to_high / highs;
    g[i] = static_cast<float>(d);
  }
}

}  // namespace vantage::engine
