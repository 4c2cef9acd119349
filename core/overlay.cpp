// SPDX-License-Identifier: Apache-2.0
#include "core/overlay.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <opencv2/imgcodecs.hpp>
#include <opencv2/imgproc.hpp>

#include "core/contour.hpp"
#include "core/contour_strokes.hpp"
#include "core/error.hpp"

namespace vantage::core {
namespace {

void check(const cv::Mat& rgb, const Map& map, const OverlayStyle& style) {
  if (rgb.empty() || rgb.type() != CV_8UC3) {
    throw Error(
        "cannot draw on this picture: it must have three channels of 8 bits; convert it to RGB first");
  }
  if (map.height < 1 || map.width < 1 || map.values.size() != map.index(map.height, 0)) {
    throw Error(
        fmt::format("cannot draw a map of {} x {} with {} values", map.height, map.width, map.values.size()));
  }
  const auto share = [](float value) { return value >= 0 && value <= 1; };
  if (!share(style.opacity) || !share(style.threshold) || style.scale < 1 || style.scale > 8) {
    throw Error(fmt::format(
        "cannot draw with opacity {}, threshold {} and scale {}: give the first two in 0 to 1 and "
        "the scale in 1 to 8",
        style.opacity, style.threshold, style.scale));
  }
}

// 256 RGB colours. Inferno's darkest third is left out: on a photograph it would read as shadow.
cv::Mat colour_table(ColourMap colours) {
  cv::Mat values(1, 256, CV_8U), bgr, rgb;
  const bool inferno = colours == ColourMap::inferno;
  for (int i = 0; i < 256; ++i)
    values.at<uint8_t>(i) = static_cast<uint8_t>(inferno ? 80 + i * 165 / 255 : i);
  cv::applyColorMap(values, bgr, inferno ? cv::COLORMAP_INFERNO : cv::COLORMAP_VIRIDIS);
  cv::cvtColor(bgr, rgb, cv::COLOR_BGR2RGB);
  return rgb;
}

// Colour and opacity both follow the value; the ramp's start is soft so that no edge appears that the map has
// not. What is not looked at loses some of its colour, so that the map's own colours stand out.
void blend(cv::Mat& canvas, const cv::Mat& map, const OverlayStyle& style) {
  const cv::Mat table = colour_table(style.colours);
  const float dim = 1 - 0.3f * style.opacity;
  for (int y = 0; y < canvas.rows; ++y) {
    auto* pixel = canvas.ptr<cv::Vec3b>(y);
    const float* value = map.ptr<float>(y);
    for (int x = 0; x < canvas.cols; ++x, ++pixel) {
      const float v = std::isfinite(value[x]) ? std::clamp(value[x], 0.0f, 1.0f) : 0.0f;
      const float above =
          std::clamp((v - style.threshold) / std::max(1 - style.threshold, 1e-6f), 0.0f, 1.0f);
      const float alpha = style.opacity * std::sqrt(above) * std::min(1.0f, 6 * above);
      const float grey = 0.299f * (*pixel)[0] + 0.587f * (*pixel)[1] + 0.114f * (*pixel)[2];
      const auto& colour = table.at<cv::Vec3b>(static_cast<int>(std::lround(v * 255)));
      for (int c = 0; c < 3; ++c) {
        const float photo = dim * ((*pixel)[c] + 0.85f * style.opacity * (grey - (*pixel)[c]));
        (*pixel)[c] = cv::saturate_cast<uint8_t>(photo + alpha * (colour[c] - photo));
      }
    }
  }
}

std::vector<ContourStrokes::Line> lines_of(const Map& map, float level) {
  std::vector<ContourStrokes::Line> lines;
  for (const Contour& contour : contours(map, level)) {
    auto& line = lines.emplace_back();
    for (const cv::Point2f& p : contour.points)
      line.emplace_back((p.x + 0.5) / map.width, (p.y + 0.5) / map.height);
  }
  return lines;
}

void draw_contours(cv::Mat& canvas, const Map& map, const OverlayStyle& style) {
  ContourStrokes strokes(canvas.size());
  std::vector<float> levels = style.levels;
  std::sort(levels.begin(), levels.end());
  for (const float level : levels) {
    const int brightness = std::clamp(cvRound(150 + 105 * level), 0, 255);  // higher lines are whiter
    strokes.add(lines_of(map, level), std::max(1, cvRound(style.scale * 0.5)), brightness);
  }
  strokes.over(canvas);
}

}  // namespace

std::vector<float> levels_from(float threshold, float step) {
  std::vector<float> levels;
  for (int i = 0; step > 0 && i < 1000 && threshold + i * step < 1 - 1e-5f; ++i)
    levels.push_back(threshold + i * step);
  return levels;
}

cv::Mat overlay(const cv::Mat& rgb, const Map& map, const OverlayStyle& style) {
  check(rgb, map, style);
  cv::Mat canvas, large;
  cv::resize(rgb, canvas, {}, style.scale, style.scale, cv::INTER_CUBIC);
  const cv::Mat values(map.height, map.width, CV_32F, const_cast<float*>(map.values.data()));
  cv::resize(values, large, canvas.size(), 0, 0, cv::INTER_LINEAR);
  blend(canvas, large, style);
  draw_contours(canvas, map, style);
  return canvas;
}

std::string encode_png(const cv::Mat& rgb) {
  if (rgb.empty() || (rgb.type() != CV_8UC3 && rgb.type() != CV_8U))
    throw Error("cannot write this picture as PNG: it must be 8-bit RGB or grey");
  cv::Mat bgr = rgb;
  if (rgb.type() == CV_8UC3) cv::cvtColor(rgb, bgr, cv::COLOR_RGB2BGR);
  std::vector<uint8_t> bytes;
  if (!cv::imencode(".png", bgr, bytes))
    throw Error("cannot write this picture as PNG: OpenCV has no PNG encoder");
  return {bytes.begin(), bytes.end()};
}

}  // namespace vantage::core
