// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>

#include "core/synthetic/scene.hpp"

namespace vantage::core::synthetic {

struct Drawing {
  cv::Mat rgb;   // pixels x pixels, 8UC3, RGB
  cv::Mat mask;  // the same size, 8U: 255 where at least half of the pixel is the object's, else 0
  cv::Rect box;  // the smallest that holds the mask
};

// Draws a scene: the same arguments give the same bytes with the same OpenCV. The scene does not depend on
// the size, so a picture for print shows what the networks' 96 pixels show. 32 to 2048 pixels, else Error.
// Thread-safe; a 96-pixel picture takes about three milliseconds.
Drawing draw(const Scene&, int pixels);

}  // namespace vantage::core::synthetic
