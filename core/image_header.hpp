// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <stdexcept>
#include <string>
#include <string_view>

namespace vantage::core {

// What an image file says of itself, read with bounds checks and before any decoder sees it.
struct ImageHeader {
  const char* format;             // "JPEG", "PNG", "WebP", "TIFF", "BMP"; nullptr: none of these
  int64_t width = 0, height = 0;  // as the pixels are stored
  int components = 0;             // of a JPEG: 1 grey, 3 colour, 4 CMYK
  int orientation = 1;            // EXIF's, 1 to 8: how they are to be turned
  uint64_t orientation_at = 0;    // in a TIFF: the byte that says so
  uint64_t alpha_at = 0;  // in a TIFF that says its colours are not yet multiplied with alpha: where it does
};

// The file ends before its format says so.
struct CutShort : std::runtime_error {
  CutShort() : std::runtime_error("cut short") {}
};

// Throws CutShort, also where only the pixels' end is missing: decoders would fill in grey.
ImageHeader read_image_header(std::string_view bytes);

// The PNG with only those chunks that make its pixels: the others (text, colour profiles) can do no more than
// have libpng print warnings. Empty where a chunk's checksum is wrong. Throws CutShort. `bytes` begins with
// PNG's signature.
std::string essential_png(std::string_view bytes);

}  // namespace vantage::core
