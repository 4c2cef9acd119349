// SPDX-License-Identifier: Apache-2.0
#include "core/jpeg.hpp"

#include <turbojpeg.h>

#include <memory>

#include "core/image.hpp"

namespace vantage::core {

cv::Mat decode_jpeg(std::string_view bytes) {
  const std::unique_ptr<void, int (*)(tjhandle)> decoder(tjInitDecompress(), &tjDestroy);
  const auto* data = reinterpret_cast<const unsigned char*>(bytes.data());
  int width = 0, height = 0, sampling = 0, colours = 0;
  if (!decoder ||
      tjDecompressHeader3(decoder.get(), data, bytes.size(), &width, &height, &sampling, &colours) != 0)
    return {};
  if (width < 1 || height > kMaxPixels / width) return {};
  cv::Mat rgb = cv::Mat::zeros(height, width, CV_8UC3);  // so that damage gives the same pixels each time
  // The limit is for files of millions of empty scans, each of which would take a pass over the picture.
  const int failed = tjDecompress2(decoder.get(), data, bytes.size(), rgb.data, width,
                                   static_cast<int>(rgb.step), height, TJPF_RGB, TJFLAG_LIMITSCANS);
  if (failed != 0 && tjGetErrorCode(decoder.get()) != TJERR_WARNING) return {};
  return rgb;
}

}  // namespace vantage::core
