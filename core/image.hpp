// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <opencv2/core/mat.hpp>
#include <string>

namespace vantage::core {

// A picture with more pixels than this is refused from its header, before memory is asked for.
inline constexpr int64_t kMaxPixels = int64_t{1} << 28;

struct Image {
  cv::Mat rgb;         // 8UC3, in the order red, green, blue, turned as its EXIF orientation says
  std::string sha256;  // of the file's bytes
};

// Reads a JPEG, PNG, WebP, TIFF or BMP file once. Grey becomes RGB, alpha is dropped (not blended, as
// torchvision's convert("RGB")), 16 bits become 8. Throws Error, one line that names the file, for what is
// missing, unreadable, no picture, cut short, damaged or too large. Thread-safe.
Image load_image(const std::filesystem::path& path);

}  // namespace vantage::core
