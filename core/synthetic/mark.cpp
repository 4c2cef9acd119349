// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/mark.hpp"

namespace vantage::core::synthetic {

Figure mark(int kind) {
  Figure f;
  if (kind == 0) {
    f.add(ellipse({0, 0}, 1, 1), Colour(206, 30, 44));
    f.mark(ellipse({0, 0}, 0.82, 0.82), Colour(252, 248, 244));
    f.mark(star({0, 0.05}, 5, 0.74, 0.32), Colour(206, 30, 44));
  } else {
    f.add(box(-0.92, -0.92, 0.92, 0.92), Colour(28, 92, 190));
    f.mark(box(-0.74, -0.74, 0.74, 0.74), Colour(250, 214, 40));
    for (const double degrees : {45.0, -45.0})
      f.mark(turned(box(-0.76, -0.17, 0.76, 0.17), {0, 0}, degrees), Colour(28, 92, 190));
  }
  return f;
}

}  // namespace vantage::core::synthetic
