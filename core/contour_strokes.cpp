// SPDX-License-Identifier: Apache-2.0
#include "core/contour_strokes.hpp"

#include <opencv2/imgproc.hpp>

namespace vantage::core {

ContourStrokes::ContourStrokes(cv::Size picture)
    : halo_(cv::Mat::zeros(picture, CV_8U)), light_(halo_.clone()) {}

void ContourStrokes::add(const std::vector<Line>& lines, int width, int brightness) {
  constexpr int kShift = 4;  // sixteenths of a pixel
  std::vector<std::vector<cv::Point>> placed;
  for (const Line& line : lines) {
    auto& points = placed.emplace_back();
    for (const cv::Point2d& p : line)
      points.emplace_back(cvRound((p.x * halo_.cols - 0.5) * (1 << kShift)),
                          cvRound((p.y * halo_.rows - 0.5) * (1 << kShift)));
  }
  cv::polylines(halo_, placed, true, kHalo, width + 2, cv::LINE_AA, kShift);
  cv::polylines(light_, placed, true, brightness, width, cv::LINE_AA, kShift);
}

void ContourStrokes::over(cv::Mat& picture) const {
  const int channels = picture.channels();
  for (int y = 0; y < picture.rows; ++y) {
    const uint8_t *halo = halo_.ptr(y), *light = light_.ptr(y);
    uint8_t* pixel = picture.ptr(y);
    for (int x = 0; x < picture.cols; ++x, pixel += channels) {
      if (!halo[x] && !light[x]) continue;
      const float dark = static_cast<float>(halo[x]) / 255.0f, bright = static_cast<float>(light[x]) / 255.0f;
      for (int c = 0; c < 3; ++c) {
        const float shaded = static_cast<float>(pixel[c]) * (1 - dark);
        pixel[c] = cv::saturate_cast<uint8_t>(shaded + bright * (255 - shaded));
      }
    }
  }
}

}  // namespace vantage::core
