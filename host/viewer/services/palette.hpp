// SPDX-License-Identifier: GPL-3.0-or-later
// How things that have no order are told apart: root classes by colour and marker, models by colour and
// dashes.
#pragma once

#include <array>
#include <cstddef>

#include "host/viewer/services/rgb.hpp"

namespace vantage::viewer {

enum class Shade { light, dark };  // of the ground that is drawn on

// A marker is drawn in the square of its size, centred.
enum class Marker { circle, square, triangle, diamond, cross, star, triangle_down, plus };
enum class Dash { solid, dashed, dotted, dash_dotted };

inline constexpr size_t kColours = 8;

// Any two differ by a Delta E 2000 of at least 10, for normal sight and for full protanopia, deuteranopia and
// tritanopia (Machado, Oliveira and Fernandes 2009), and each has a contrast of at least 3 to the ground
// (WCAG 2.1, 1.4.11).
const std::array<Rgb, kColours>& colours(Shade);

struct RootStyle {
  Rgb colour;
  Marker marker;
  bool operator==(const RootStyle&) const = default;
};
// Of the root class at this place in the catalogue's order. The first eight differ in both, the first 64 in
// one at least.
RootStyle root_style(size_t index, Shade);

struct ModelStyle {
  Rgb colour;
  Dash dash;
  bool operator==(const ModelStyle&) const = default;
};
// Likewise; the first 32 differ.
ModelStyle model_style(size_t index, Shade);

}  // namespace vantage::viewer
