// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/render/difference_image.hpp"

#include <algorithm>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "host/viewer/render/map_image.hpp"

namespace vantage::viewer {
namespace {

constexpr Rgb kLower = 0x336fd2, kSame = 0xf4f4f4, kHigher = 0xb85400;
constexpr double kShare = 0.75;  // of the colour; the rest is the photograph

Rgb between(Rgb from, Rgb to, double share) {
  const auto mix = [share](int a, int b) { return static_cast<uint8_t>(std::lround(a + share * (b - a))); };
  Rgb c;
  c.r = mix(from.r, to.r);
  c.g = mix(from.g, to.g);
  c.b = mix(from.b, to.b);
  return c;
}

}  // namespace

Rgb difference_colour(double difference) {
  if (std::isnan(difference)) return kUnknown;
  const double d = std::clamp(difference, -1.0, 1.0);
  return between(kSame, d < 0 ? kLower : kHigher, std::abs(d));
}

core::Map difference(const core::Map& a, const core::Map& b) {
  if (a.height != b.height || a.width != b.width || a.values.size() != b.values.size()) return {};
  core::Map d = a;
  for (size_t i = 0; i < d.values.size(); ++i) d.values[i] -= b.values[i];
  return d;
}

QImage difference_over(const QImage& photograph, const core::Map& difference) {
  if (difference.empty()) return photograph;
  core::Map copy = difference;
  const cv::Mat small(copy.height, copy.width, CV_32F, copy.values.data());
  const bool bare = photograph.isNull();
  const QSize size = bare ? QSize(copy.width, copy.height) : photograph.size();
  cv::Mat values;
  cv::resize(small, values, {size.width(), size.height()}, 0, 0, cv::INTER_LINEAR);
  QImage image = bare ? QImage(size, QImage::Format_RGB32) : photograph.convertToFormat(QImage::Format_RGB32);
  for (int y = 0; y < size.height(); ++y) {
    auto* pixel = reinterpret_cast<QRgb*>(image.scanLine(y));
    for (int x = 0; x < size.width(); ++x) {
      const Rgb colour = difference_colour(values.at<float>(y, x));
      const Rgb grey = Rgb(0x010101u * static_cast<uint32_t>(qGray(pixel[x])));
      const Rgb shown = bare ? colour : between(grey, colour, kShare);
      pixel[x] = qRgb(shown.r, shown.g, shown.b);
    }
  }
  return image;
}

}  // namespace vantage::viewer
