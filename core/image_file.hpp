// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>

#include "core/error.hpp"
#include "core/image_header.hpp"

namespace vantage::core {

// A picture that has been looked over, not decoded.
struct ImageFile {
  std::string bytes;
  std::string sha256;  // of the bytes
  ImageHeader header;  // of a known format, with 1 to kMaxPixels pixels

  // In pixels, turned as its EXIF orientation says.
  int64_t width() const { return header.orientation < 5 ? header.width : header.height; }
  int64_t height() const { return header.orientation < 5 ? header.height : header.width; }
};

// Reads a JPEG, PNG, WebP, TIFF or BMP file once. Throws Error, one line that names the file, for what is
// missing, unreadable, no picture, cut short or too large. Thread-safe.
ImageFile read_image_file(const std::filesystem::path& path);

// The error for a picture that says what it is and proves to be otherwise.
Error damaged(const std::filesystem::path& path, const char* format);

}  // namespace vantage::core
