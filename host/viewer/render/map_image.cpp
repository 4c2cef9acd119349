// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/map_image.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

namespace vantage::viewer {
namespace {

ColourTable table_of(cv::ColormapTypes type) {
  cv::Mat values(1, 256, CV_8U), bgr;
  for (int i = 0; i < 256; ++i) values.at<uint8_t>(i) = static_cast<uint8_t>(i);
  cv::applyColorMap(values, bgr, type);
  ColourTable table;
  for (int i = 0; i < 256; ++i) {
    const auto& c = bgr.at<cv::Vec3b>(i);
    table[static_cast<size_t>(i)] = Rgb(uint32_t{c[2]} << 16 | uint32_t{c[1]} << 8 | c[0]);
  }
  return table;
}

bool usable(const core::Map& map) {
  return map.height > 0 && map.width > 0 && map.values.size() == map.index(map.height, 0);
}

// Half-pixel centres and a repeated border, as core::finish grows maps.
cv::Mat grown(core::Map map, const QSize& size) {
  const cv::Mat small(map.height, map.width, CV_32F, map.values.data());
  cv::Mat large;
  cv::resize(small, large, {size.width(), size.height()}, 0, 0, cv::INTER_LINEAR);
  return large;
}

QRgb packed(Rgb c) {
  return qRgb(c.r, c.g, c.b);
}

QRgb half(QRgb a, Rgb b) {
  const auto mean = [](int p, int q) { return (p + q + 1) / 2; };
  return qRgb(mean(qRed(a), b.r), mean(qGreen(a), b.g), mean(qBlue(a), b.b));
}

QRgb dimmed(QRgb colour) {
  const auto less = [](int p) { return (p * 55 + 50) / 100; };
  return qRgb(less(qRed(colour)), less(qGreen(colour)), less(qBlue(colour)));
}

}  // namespace

const ColourTable& colour_table(Colours colours) {
  static const std::array<ColourTable, 4> kTables = {
      table_of(cv::COLORMAP_VIRIDIS), table_of(cv::COLORMAP_CIVIDIS), table_of(cv::COLORMAP_INFERNO),
      table_of(cv::COLORMAP_JET)};
  return kTables[static_cast<size_t>(colours)];
}

Rgb colour_of(double value, double min, double max, const ColourTable& table) {
  if (!std::isfinite(value)) return kUnknown;
  const double share = max > min ? std::clamp((value - min) / (max - min), 0.0, 1.0) : 0;
  return table[static_cast<size_t>(std::lround(share * 255))];
}

QImage map_image(const core::Map& map, Colours colours) {
  if (!usable(map)) return {};
  const ColourTable& table = colour_table(colours);
  QImage image(map.width, map.height, QImage::Format_RGB32);
  for (int y = 0; y < map.height; ++y) {
    auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < map.width; ++x) pixel[x] = packed(colour_of(map.at(y, x), 0, 1, table));
  }
  return image;
}

QImage map_over(const QImage& photograph, const core::Map& map, Colours colours, double threshold) {
  QImage image = photograph.convertToFormat(QImage::Format_RGB32);
  if (!usable(map) || image.isNull()) return image;
  const ColourTable& table = colour_table(colours);
  const cv::Mat values = grown(map, image.size());
  const auto level = static_cast<float>(threshold);
  for (int y = 0; y < image.height(); ++y) {
    auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(y));
    const float* value = values.ptr<float>(y);
    for (int x = 0; x < image.width(); ++x) {
      const bool over = value[x] >= level;  // false for NaN
      const auto at = static_cast<size_t>(over ? std::clamp(value[x], 0.0f, 1.0f) * 255 + 0.5f : 0);
      pixel[x] = over ? half(pixel[x], table[at]) : dimmed(pixel[x]);
    }
  }
  return image;
}

std::vector<int64_t> histogram(const core::Map& map, int bins) {
  std::vector<int64_t> counts(static_cast<size_t>(std::max(bins, 1)));
  for (const float v : map.values)
    if (v >= 0 && v <= 1)
      ++counts[std::min(static_cast<size_t>(v * static_cast<float>(counts.size())), counts.size() - 1)];
  return counts;
}

}  // namespace vantage::viewer
