// SPDX-License-Identifier: Apache-2.0
#include "core/image_file.hpp"

#include <fmt/format.h>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/image.hpp"

namespace vantage::core {

Error damaged(const std::filesystem::path& path, const char* format) {
  return Error(
      fmt::format("{}: is a damaged {} file; copy it again or convert it to PNG", path.string(), format));
}

ImageFile read_image_file(const std::filesystem::path& path) {
  constexpr uint64_t kMaxFileBytes = uint64_t{1} << 30;
  const std::string name = path.string();
  ImageFile file{read_file(path, kMaxFileBytes), {}, {}};
  if (file.bytes.empty()) throw Error(name + ": is empty (0 bytes); copy the picture again");
  file.sha256 = sha256_hex(file.bytes);
  try {
    file.header = read_image_header(file.bytes);
  } catch (const CutShort&) {
    throw Error(name + ": the picture is cut short (its end is missing); copy or download it again");
  }
  const auto [width, height] = std::pair(file.header.width, file.header.height);
  if (!file.header.format) {
    throw Error(name + ": is not a picture that can be read; give a JPEG, PNG, WebP, TIFF or BMP file");
  }
  if (width > 0 && height > kMaxPixels / width) {
    throw Error(fmt::format("{}: has {} x {} pixels, more than the limit of {} (2^28); make it smaller first",
                            name, width, height, kMaxPixels));
  }
  if (width <= 0 || height <= 0) throw damaged(path, file.header.format);
  return file;
}

}  // namespace vantage::core
