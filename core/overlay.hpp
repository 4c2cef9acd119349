// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <string>
#include <vector>

#include "core/map.hpp"

namespace vantage::core {

// Colour maps whose brightness rises with the value and that colour-blind people can read.
enum class ColourMap { inferno, viridis };

struct OverlayStyle {
  float opacity = 0.65f;                          // of the colours where the map is 1, in [0,1]; less below
  float threshold = 0.15f;                        // what lies below stays uncoloured
  std::vector<float> levels{0.25f, 0.5f, 0.75f};  // of the contour lines; empty: none
  ColourMap colours = ColourMap::inferno;
  int scale = 3;  // output pixels per pixel of the picture, 1 to 8
};

// threshold, threshold + step, ... below 1 (Xuan et al. 2022 take steps of 0.1).
std::vector<float> levels_from(float threshold, float step = 0.1f);

// The picture (8UC3, RGB) with the map's colours and contour lines over it: 8UC3, RGB, `scale` times as
// large. The map has values in [0,1] and any size; it is stretched over the picture. Throws Error for an
// empty picture or map and for a style out of range. Thread-safe.
cv::Mat overlay(const cv::Mat& rgb, const Map& map, const OverlayStyle& style = {});

// The bytes of a PNG file of a picture, 8UC3 (RGB) or 8U (grey). Throws Error for an empty one.
std::string encode_png(const cv::Mat& rgb);

}  // namespace vantage::core
