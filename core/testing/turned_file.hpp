// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <opencv2/core/mat.hpp>
#include <opencv2/imgcodecs.hpp>
#include <string>
#include <vector>

namespace vantage::testing {

inline std::string encoded(const std::string& extension, const cv::Mat& bgr) {
  std::vector<uint8_t> bytes;
  cv::imencode(extension, bgr, bytes);
  return {bytes.begin(), bytes.end()};
}

inline std::string little_endian(uint32_t value, int bytes) {
  std::string text;
  for (int i = 0; i < bytes; ++i) text += static_cast<char>(value >> 8 * i & 255);
  return text;
}

// A directory entry of TIFF 6.0 with one value of type SHORT.
inline std::string tiff_entry(uint32_t tag, uint32_t value) {
  return little_endian(tag, 2) + little_endian(3, 2) + little_endian(1, 4) + little_endian(value, 4);
}

// The bytes of a .jpg, .png, .webp or .tiff file: 30 x 20 pixels, black but for a white upper left corner of
// 10 x 10, with an EXIF orientation of 1 to 8.
inline std::string turned_file(const std::string& extension, uint32_t orientation) {
  using namespace std::literals;
  cv::Mat bgr = cv::Mat::zeros(20, 30, CV_8UC3);
  bgr(cv::Rect(0, 0, 10, 10)).setTo(cv::Scalar::all(255));
  const std::string exif = "II*\0\x08\0\0\0\x01\0"s + tiff_entry(274, orientation) + "\0\0\0\0"s;
  std::string bytes = encoded(extension, bgr);
  if (extension == ".jpg") {  // big-endian, behind another APP1 segment such as Adobe's XMP
    bytes.insert(2, "\xff\xe1\0\x06http\xff\xe1\0\x22"s +
                        "Exif\0\0MM\0*\0\0\0\x08\0\x01\x01\x12\0\x03\0\0\0\x01\0"s +
                        static_cast<char>(orientation) + "\0\0\0\0\0\0"s);
  } else if (extension == ".png") {
    uint32_t crc = ~0u;  // PNG specification, annex D
    for (const char c : "eXIf" + exif) {
      crc ^= static_cast<unsigned char>(c);
      for (int bit = 0; bit < 8; ++bit) crc = crc & 1 ? 0xedb88320u ^ crc >> 1 : crc >> 1;
    }
    const std::string sum = little_endian(~crc, 4);
    bytes.insert(bytes.find("IDAT") - 4,
                 "\0\0\0\x1a"s + "eXIf" + exif + std::string(sum.rbegin(), sum.rend()));
  } else if (extension == ".webp") {
    bytes = bytes.substr(0, 12) + "VP8X\x0a\0\0\0\x08\0\0\0\x1d\0\0\x13\0\0"s + bytes.substr(12) +
            "EXIF\x1a\0\0\0"s + exif;
    bytes.replace(4, 4, little_endian(static_cast<uint32_t>(bytes.size() - 8), 4));
  } else {
    constexpr uint32_t kPixels = 8 + 2 + 10 * 12 + 4;
    bytes = "II*\0\x08\0\0\0\x0a\0"s + tiff_entry(256, 30) + tiff_entry(257, 20) + tiff_entry(258, 8) +
            tiff_entry(259, 1) + tiff_entry(262, 1) + tiff_entry(273, kPixels) +
            tiff_entry(274, orientation) + tiff_entry(277, 1) + tiff_entry(278, 20) + tiff_entry(279, 600) +
            "\0\0\0\0"s;
    for (int y = 0; y < 20; ++y)
      bytes += std::string(10, static_cast<char>(y < 10 ? 255 : 0)) + std::string(20, '\0');
  }
  return bytes;
}

}  // namespace vantage::testing
