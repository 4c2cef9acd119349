// SPDX-License-Identifier: GPL-3.0-or-later
// Saliency maps as pictures. Everything here is thread-safe and throws nothing but std::bad_alloc.
#pragma once

#include <QtGui/QImage>
#include <array>
#include <cstdint>
#include <vector>

#include "core/map.hpp"
#include "host/viewer/services/rgb.hpp"
#include "host/viewer/state/analysis_state.hpp"

namespace vantage::viewer {

using ColourTable = std::array<Rgb, 256>;
const ColourTable& colour_table(Colours);

constexpr Rgb kUnknown = 0x808080;  // of what is not finite

// The colour of a value in [min, max]; beyond the ends, the end's.
Rgb colour_of(double value, double min, double max, const ColourTable&);

// A pixel for each of the map's, its values in [0,1]. Empty for an empty map.
QImage map_image(const core::Map&, Colours);

// The photograph with the map's colours over it where the map is at least `threshold`, and dimmed below. The
// map has any size and is stretched bilinearly over the photograph. Format_RGB32, of the photograph's size.
QImage map_over(const QImage& photograph, const core::Map&, Colours, double threshold);

// How many values lie in each of `bins` equal parts of [0,1], 1 itself in the last; others are not counted.
std::vector<int64_t> histogram(const core::Map&, int bins);

}  // namespace vantage::viewer
