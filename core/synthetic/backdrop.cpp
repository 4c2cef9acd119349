// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/backdrop.hpp"

#include <array>

#include "core/synthetic/backdrops/backdrops.hpp"

namespace vantage::core::synthetic {

void paint_backdrop(cv::Mat& rgb, Backdrop kind, Random& random) {
  using namespace backdrops;
  constexpr std::array<Painter*, kBackdrops> kPainters{meadow,  water,   sky,  bricks, planks,
                                                       pebbles, foliage, sand, cloth,  lights};
  kPainters.at(static_cast<size_t>(kind))(rgb, random);
}

}  // namespace vantage::core::synthetic
