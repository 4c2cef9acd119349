// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <opencv2/core/mat.hpp>
#include <string_view>

namespace vantage::core {

// The picture in a JPEG file's bytes as 8UC3 in the order red, green, blue, as it lies in the file (EXIF's
// turn is not made). By libjpeg-turbo with its exact transform and smooth upsampling, as Pillow, torchvision
// and OpenCV use it: the same pixels, without OpenCV's exchange of colours behind it. Empty for more than
// kMaxPixels, for damage beyond reading, and for four colours (CMYK), which it cannot convert. Thread-safe.
cv::Mat decode_jpeg(std::string_view bytes);

}  // namespace vantage::core
