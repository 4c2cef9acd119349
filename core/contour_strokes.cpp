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
  // Thin lines made thicker: OpenCV's own thick ones have a round end at every point, which takes long.
  cv::Mat line = cv::Mat::zeros(halo_.size(), CV_8U), around;
  cv::polylines(line, placed, true, 255, 1, cv::LINE_AA, kShift);
  if (width > 1) cv::dilate(line, line, cv::Mat::ones(width, width, CV_8U));
  cv::dilate(line, around, cv::getStructuringElement(cv::MORPH_CROSS, {3, 3}));
  halo_ = cv::max(halo_, around * (kHalo / 255.0));
  light_ = cv::max(light_, line * (brightness / 255.0));
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
