// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>

namespace vantage::core {

// A striped hot-air balloon over hills, drawn by the project so that a demo and tests have a picture that is
// nobody's: 8UC3, RGB. The seed chooses colours, place, size, clouds and hills; the same arguments give the
// same picture with the same OpenCV. Sizes are 16 to 4096, else Error. Thread-safe.
cv::Mat draw_sample_image(uint64_t seed, int width, int height);

}  // namespace vantage::core
