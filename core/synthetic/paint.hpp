// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>
#include <opencv2/core/matx.hpp>

#include "core/synthetic/outline.hpp"
#include "core/synthetic/random.hpp"

namespace vantage::core::synthetic {

using Colour = cv::Vec3f;  // red, green, blue, 0 ... 255

// What a surface looks like at a point of the figure's own coordinates, before light falls on it.
using Paint = std::function<Colour(Point)>;

// hue in degrees, any number; saturation and value 0 ... 1.
Colour hsv(double hue, double saturation, double value);
Colour blend(const Colour& a, const Colour& b, double share_of_b);
// The colour as another individual has it: hue within +- `degrees`, saturation and value within +- 12 %.
Colour vary(const Colour&, Random&, double degrees = 8);

Paint plain(const Colour&);
// From a at `from` to b at `to`, constant beyond.
Paint gradient(const Colour& a, const Colour& b, Point from, Point to);
// Bands of b on a across the direction `degrees`; `share` of each period is b's.
Paint stripes(const Colour& a, const Colour& b, double period, double degrees = 0, double share = 0.5,
              double phase = 0);
// Round spots of b on a, in rows that are half a spacing apart.
Paint dots(const Colour& a, const Colour& b, double spacing, double radius);
// Overlapping rounded rows, as a fish's scales or a roof's tiles: b at their rims.
Paint scales(const Colour& a, const Colour& b, double size);
// Courses of bricks with joints of b, every brick a little different.
Paint bricks(const Colour& a, const Colour& b, double width, double height);
// a and b mixed by smooth noise with features of about `size`, stretched `stretch` times along x.
Paint mottled(const Colour& a, const Colour& b, double size, uint64_t seed, double stretch = 1);

}  // namespace vantage::core::synthetic
