// SPDX-License-Identifier: Apache-2.0
// The strokes that backdrops are painted with, and the backdrops themselves.
#pragma once

#include <opencv2/core/mat.hpp>

#include "core/synthetic/paint.hpp"

namespace vantage::core::synthetic::backdrops {

using Polygon = std::vector<cv::Point>;

cv::Scalar scalar(const Colour&);
// The colour, lighter or darker by up to the share `by`.
Colour shaded(const Colour&, Random&, double by);
// A field of smooth noise, 32F, 0 ... 1: four octaves from `across` x `down` lattice points.
cv::Mat noise(int side, int across, int down, Random&);
// Paints a field: from a to b as it goes from `low` to `high`.
void colour(cv::Mat& rgb, const cv::Mat& field, const Colour& a, const Colour& b, float low = 0.25f,
            float high = 0.7f);
// Multiplies by `top` in the first row, `bottom` in the last.
void shade_rows(cv::Mat& rgb, double top, double bottom);
void fill(cv::Mat& rgb, const Polygon& convex, const Colour&);
void disc(cv::Mat& rgb, double x, double y, double rx, double ry, double degrees, const Colour&);

// Each covers a square 8UC3 picture.
using Painter = void(cv::Mat& rgb, Random&);
Painter meadow, water, sky, pebbles, foliage, sand;  // grown
Painter bricks, planks, cloth, lights;               // made

}  // namespace vantage::core::synthetic::backdrops
