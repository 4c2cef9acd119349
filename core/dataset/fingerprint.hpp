// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <filesystem>
#include <string>
#include <vector>

namespace vantage::core {

// What tells a picture from others without its pixels.
struct Fingerprint {
  std::string sha256;         // of the file's bytes, 64 hexadecimal digits
  int width = 0, height = 0;  // in pixels, as load_image() gives the picture: turned as EXIF says
  std::string error;          // one line in place of all that where the picture cannot be read; else empty
};

// In the order of the files, each of which is read once and never decoded: what is damaged inside is found by
// load_image(). Works on all cores, holding one file each; call it with a part of a long list to show
// progress.
std::vector<Fingerprint> fingerprints(const std::vector<std::filesystem::path>& files);

}  // namespace vantage::core
