// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/draw.hpp"

#include <fmt/format.h>

#include <opencv2/imgproc.hpp>

#include "core/error.hpp"
#include "core/synthetic/mark.hpp"
#include "core/synthetic/things/things.hpp"

namespace vantage::core::synthetic {
namespace {

constexpr int kOversampling = 3;

void place(Canvas& canvas, const Thing& t, const Light& light, cv::Mat* mask) {
  Random individual(t.individual);
  canvas.draw(thing(t.class_index, individual), t.pose, light, true, mask);
}

// Exposure and tint, brighter towards the light, and a little grain as a camera's.
void develop(cv::Mat& rgb, const Light& light, uint64_t seed) {
  Random random(seed);
  for (int y = 0; y < rgb.rows; ++y) {
    auto* pixel = rgb.ptr<cv::Vec3b>(y);
    for (int x = 0; x < rgb.cols; ++x) {
      const Point p = Point(x, y) / rgb.rows - Point(0.5, 0.5);
      const auto factor =
          static_cast<float>(light.exposure * (1 + 0.35 * light.strength * p.dot(light.from)));
      const uint64_t bits = random.bits();
      const auto grain = static_cast<float>(bits % 13 + (bits >> 32) % 13) - 12;
      for (int c = 0; c < 3; ++c)
        pixel[x][c] = cv::saturate_cast<uint8_t>(static_cast<float>(pixel[x][c]) * factor * light.tint[c] +
                                                 0.6f * grain);
    }
  }
}

}  // namespace

Drawing draw(const Scene& scene, int pixels) {
  if (pixels < 32 || pixels > 2048)
    throw Error(fmt::format("cannot draw a picture of {0} x {0} pixels: give a size of 32 to 2048", pixels));
  Canvas canvas(pixels, kOversampling);
  Random random(scene.backdrop_seed);
  paint_backdrop(canvas.rgb(), scene.backdrop, random);
  for (const auto& d : scene.distractors) place(canvas, d, scene.light, nullptr);
  if (const double sigma = scene.blur * canvas.side(); sigma > 0.5)
    cv::GaussianBlur(canvas.rgb(), canvas.rgb(), {}, sigma);
  if (scene.mark) canvas.draw(mark(scene.mark->kind), scene.mark->pose, scene.light, false);
  cv::Mat mask = cv::Mat::zeros(canvas.rgb().size(), CV_8U);
  place(canvas, scene.object, scene.light, &mask);

  Drawing drawing;
  cv::resize(canvas.rgb(), drawing.rgb, {pixels, pixels}, 0, 0, cv::INTER_AREA);
  cv::resize(mask, drawing.mask, {pixels, pixels}, 0, 0, cv::INTER_AREA);
  cv::threshold(drawing.mask, drawing.mask, 127, 255, cv::THRESH_BINARY);
  drawing.box = cv::boundingRect(drawing.mask);
  develop(drawing.rgb, scene.light, scene.grain_seed);
  return drawing;
}

}  // namespace vantage::core::synthetic
