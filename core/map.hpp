// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <vector>

namespace vantage::core {

// A saliency map of height x width values in row-major order.
struct Map {
  int height = 0, width = 0;
  std::vector<float> values;

  size_t index(int y, int x) const {
    return static_cast<size_t>(y) * static_cast<size_t>(width) + static_cast<size_t>(x);
  }
  float at(int y, int x) const { return values[index(y, x)]; }
  float& at(int y, int x) { return values[index(y, x)]; }
  bool empty() const { return values.empty(); }
};

}  // namespace vantage::core
