// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <opencv2/imgproc.hpp>

#include "core/synthetic/backdrops/backdrops.hpp"

namespace vantage::core::synthetic::backdrops {

cv::Scalar scalar(const Colour& c) {
  return {c[0], c[1], c[2]};
}

Colour shaded(const Colour& c, Random& random, double by) {
  return c * static_cast<float>(random.between(1 - by, 1 + by));
}

cv::Mat noise(int side, int across, int down, Random& random) {
  cv::Mat sum = cv::Mat::zeros(side, side, CV_32F), layer;
  float weight = 0.5f;
  for (int octave = 0; octave < 4; ++octave, across *= 2, down *= 2, weight /= 2) {
    cv::Mat lattice(down, across, CV_32F);
    for (auto it = lattice.begin<float>(); it != lattice.end<float>(); ++it)
      *it = static_cast<float>(random.unit());
    cv::resize(lattice, layer, sum.size(), 0, 0, cv::INTER_CUBIC);
    cv::scaleAdd(layer, weight, sum, sum);
  }
  return sum;
}

void colour(cv::Mat& rgb, const cv::Mat& field, const Colour& a, const Colour& b, float low, float high) {
  std::array<cv::Vec3b, 256> ramp;
  for (size_t i = 0; i < ramp.size(); ++i) {
    const Colour c = blend(a, b, static_cast<double>(i) / 255);
    for (int k = 0; k < 3; ++k) ramp[i][k] = cv::saturate_cast<uint8_t>(c[k]);
  }
  const float scale = 255 / (high - low);
  for (int y = 0; y < rgb.rows; ++y) {
    const auto* f = field.ptr<float>(y);
    auto* pixel = rgb.ptr<cv::Vec3b>(y);
    for (int x = 0; x < rgb.cols; ++x)
      pixel[x] = ramp[static_cast<size_t>(std::clamp((f[x] - low) * scale, 0.0f, 255.0f))];
  }
}

void shade_rows(cv::Mat& rgb, double top, double bottom) {
  for (int y = 0; y < rgb.rows; ++y) {
    cv::Mat row = rgb.row(y);
    row.convertTo(row, -1, top + (bottom - top) * y / rgb.rows);
  }
}

void fill(cv::Mat& rgb, const Polygon& p, const Colour& c) {
  cv::fillConvexPoly(rgb, p, scalar(c));
}

void disc(cv::Mat& rgb, double x, double y, double rx, double ry, double degrees, const Colour& c) {
  cv::ellipse(rgb, cv::Point(cvRound(x), cvRound(y)), cv::Size(cvRound(rx), cvRound(ry)), degrees, 0, 360,
              scalar(c), cv::FILLED);
}

}  // namespace vantage::core::synthetic::backdrops
