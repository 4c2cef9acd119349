// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>

#include "core/synthetic/random.hpp"

namespace vantage::core::synthetic {

// What lies behind everything; says nothing about the class.
enum class Backdrop { meadow, water, sky, bricks, planks, pebbles, foliage, sand, cloth, lights };
inline constexpr int kBackdrops = 10;

// Covers a square 8UC3 picture.
void paint_backdrop(cv::Mat& rgb, Backdrop, Random&);

}  // namespace vantage::core::synthetic
