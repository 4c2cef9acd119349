// SPDX-License-Identifier: Apache-2.0
#include "core/image.hpp"

#include <opencv2/core/utils/logger.hpp>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/image_file.hpp"
#include "core/jpeg.hpp"

namespace vantage::core {
namespace {

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

cv::Mat rgb_of(std::string_view bytes, const ImageHeader& header) {
  if (std::string_view(header.format) == "JPEG" && header.components != 4) return decode_jpeg(bytes);
  cv::Mat rgb = decode(bytes, cv::IMREAD_COLOR | cv::IMREAD_IGNORE_ORIENTATION);
  if (!rgb.empty()) cv::cvtColor(rgb, rgb, cv::COLOR_BGR2RGB);
  return rgb;
}

}  // namespace

Image load_image(const std::filesystem::path& path) {
  ImageFile file = read_image_file(path);
  const ImageHeader& header = file.header;
  if (std::string_view(header.format) == "PNG") file.bytes = essential_png(file.bytes);
  if (file.bytes.empty()) throw damaged(path, header.format);
  // OpenCV's versions and formats differ in whether and when they turn a picture: so none of them is to. And
  // libtiff would multiply the colours with alpha: told that this has been done, it lets them be.
  if (header.orientation_at > 0) file.bytes.at(header.orientation_at) = 1;
  if (header.alpha_at > 0) file.bytes.at(header.alpha_at) = 1;
  const cv::Mat rgb = rgb_of(file.bytes, header);
  if (rgb.empty()) throw damaged(path, header.format);
  return {turn(rgb, header.orientation), std::move(file.sha256)};
}

}  // namespace vantage::core
