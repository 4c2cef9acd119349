// SPDX-License-Identifier: Apache-2.0
#include "core/image.hpp"

#include <fmt/format.h>

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/error.hpp"
#include "core/files.hpp"
#include "core/image_header.hpp"

namespace vantage::core {
namespace {

constexpr uint64_t kMaxFileBytes = uint64_t{1} << 30;

// OpenCV's decoders throw on some files and return an empty picture on others: both mean the same here.
cv::Mat decode(std::string_view bytes, int flags) {
  static const bool silenced = [] {
    cv::utils::logging::setLogLevel(cv::utils::logging::LOG_LEVEL_SILENT);
    return true;
  }();
  (void)silenced;
  try {
    const cv::Mat raw(1, static_cast<int>(bytes.size()), CV_8U, const_cast<char*>(bytes.data()));
    return cv::imdecode(raw, flags);
  } catch (const std::exception&) {
    return {};
  }
}

// EXIF 2.32, tag 0x0112: 5 to 8 have rows and columns exchanged, which comes first here.
cv::Mat turn(const cv::Mat& picture, int orientation) {
  cv::Mat turned = picture;
  if (orientation >= 5) cv::transpose(picture, turned);
  const bool across = orientation == 2 || orientation == 3 || orientation == 6 || orientation == 7;
  const bool down = orientation == 3 || orientation == 4 || orientation == 7 || orientation == 8;
  if (across || down) cv::flip(turned, turned, across && down ? -1 : across ? 1 : 0);
  return turned;
}

}  // namespace

Image load_image(const std::filesystem::path& path) {
  const std::string name = path.string();
  std::string bytes = read_file(path, kMaxFileBytes);
  Image image{{}, sha256_hex(bytes)};
  if (bytes.empty()) throw Error(name + ": is empty (0 bytes); copy the picture again");
  const auto damaged = [&](const char* format) {
    return Error(fmt::format("{}: is a damaged {} file; copy it again or convert it to PNG", name, format));
  };
  ImageHeader header{};
  try {
    header = read_image_header(bytes);
    if (!header.format) {
      throw Error(name + ": is not a picture that can be read; give a JPEG, PNG, WebP, TIFF or BMP file");
    }
    if (header.width > 0 && header.height > kMaxPixels / header.width) {
      throw Error(
          fmt::format("{}: has {} x {} pixels, more than the limit of {} (2^28); make it smaller first", name,
                      header.width, header.height, kMaxPixels));
    }
    if (header.width <= 0 || header.height <= 0) throw damaged(header.format);
    if (std::string_view(header.format) == "PNG") bytes = essential_png(bytes);
    if (bytes.empty()) throw damaged(header.format);
  } catch (const CutShort&) {
    throw Error(name + ": the picture is cut short (its end is missing); copy or download it again");
  }
  // OpenCV's versions differ in whether they turn a WebP file's picture, so that is done here.
  const bool webp = std::string_view(header.format) == "WebP";
  // libtiff would multiply the colours with alpha: told that this has been done, it lets them be.
  if (header.alpha_at > 0) bytes.at(header.alpha_at) = 1;
  const cv::Mat bgr = decode(bytes, cv::IMREAD_COLOR | (webp ? cv::IMREAD_IGNORE_ORIENTATION : 0));
  if (bgr.empty()) throw damaged(header.format);
  cv::cvtColor(turn(bgr, header.orientation), image.rgb, cv::COLOR_BGR2RGB);
  return image;
}

}  // namespace vantage::core
