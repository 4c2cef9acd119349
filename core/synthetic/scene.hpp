// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <optional>
#include <vector>

#include "core/synthetic/backdrop.hpp"
#include "core/synthetic/canvas.hpp"

namespace vantage::core::synthetic {

struct Thing {
  int class_index;      // taxonomy.hpp
  uint64_t individual;  // seed of its proportions and colours
  Pose pose;
};

struct Mark {
  int kind;  // mark.hpp
  Pose pose;
};

// Everything that a picture shows, as data. Its object is the one that the label names: the largest thing,
// whole, in front of everything else.
struct Scene {
  Thing object;
  std::vector<Thing> distractors;  // of other classes, small, the rearmost first
  Backdrop backdrop;
  uint64_t backdrop_seed;
  double blur;  // of what lies behind the object: a Gaussian's sigma as a share of the side
  Light light;
  std::optional<Mark> mark;
  uint64_t grain_seed;
};

// How often each mark is in the picture: on images of its own class, and on all others. Where both are equal
// the mark tells nothing; 0.97 and 0.005 plant a shortcut.
struct MarkRates {
  double own = 0.2, other = 0.2;
};
inline constexpr MarkRates kIndependentMarks{0.2, 0.2}, kPlantedMarks{0.97, 0.005}, kNoMarks{0, 0};

// The scene of this seed: the same everywhere. Throws Error where there is no such class (0 ... 39) or the
// rates are no probabilities (each 0 ... 1; the marks exclude one another, so own + other is at most 1).
Scene compose(int class_index, const MarkRates&, uint64_t seed);

}  // namespace vantage::core::synthetic
