// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <algorithm>
#include <cmath>

namespace vantage::core {

// A rectangle in pixels of a picture, its edges counted from the picture's left and upper edge: pixel x lies
// between x and x + 1. Annotators who number the last pixel instead of its edge mean half a pixel more on
// each side; their numbers are taken as they stand.
struct Box {
  float xmin = 0, ymin = 0, xmax = 0, ymax = 0;

  bool empty() const { return !(xmin < xmax && ymin < ymax); }
  double area() const { return empty() ? 0 : (double{xmax} - xmin) * (double{ymax} - ymin); }
  bool operator==(const Box&) const = default;
};

inline Box intersection(const Box& a, const Box& b) {
  return {std::max(a.xmin, b.xmin), std::max(a.ymin, b.ymin), std::min(a.xmax, b.xmax),
          std::min(a.ymax, b.ymax)};
}

// What is wrong with a box that someone wrote down, to follow "the box"; nullptr: nothing.
inline const char* flaw(const Box& box) {
  constexpr float kLimit = 1e6f;
  for (const float edge : {box.xmin, box.ymin, box.xmax, box.ymax}) {
    if (!(std::abs(edge) <= kLimit)) return "has a number that is not finite or beyond a million";
  }
  return box.empty() ? "has no inside: xmin must be below xmax, and ymin below ymax" : nullptr;
}

}  // namespace vantage::core
