// SPDX-License-Identifier: Apache-2.0
#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/synthetic/backdrops/backdrops.hpp"

namespace vantage::core::synthetic::backdrops {

void bricks(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const Colour clay =
      random.chance(0.6) ? vary(Colour(160, 84, 62), random, 14) : hsv(random.between(0, 360), 0.12, 0.6);
  rgb.setTo(scalar(vary(Colour(196, 186, 172), random, 10)));
  const double h = s * random.between(0.07, 0.13), w = 2.3 * h, gap = std::max(1.0, 0.1 * h);
  const double dx = random.between(0, w);
  for (int row = 0; row * h < s + h; ++row)
    for (int i = -1; i * w < s + w; ++i) {
      const double x = i * w + (row % 2) * w / 2 - dx;
      cv::rectangle(rgb, cv::Point2d(x, row * h), cv::Point2d(x + w - gap, row * h + h - gap),
                    scalar(shaded(vary(clay, random, 5), random, 0.16)), cv::FILLED);
    }
  cv::Mat stain(rgb.size(), CV_8UC3);
  colour(stain, noise(s, 5, 5, random), Colour(170, 170, 170), Colour(255, 255, 255), 0.2f, 0.65f);
  cv::multiply(rgb, stain, rgb, 1 / 255.0);
}

void planks(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const Colour wood = random.chance(0.75)
                          ? hsv(random.between(20, 38), random.between(0.3, 0.6), random.between(0.4, 0.75))
                          : hsv(random.between(160, 230), 0.2, 0.65);
  colour(rgb, noise(s, 2, 30, random), wood * 0.68f, wood * 1.1f, 0.3f, 0.65f);
  const int count = 4 + random.below(4);
  for (int i = 0; i < count; ++i) {
    const int top = s * i / count, bottom = s * (i + 1) / count;
    cv::Mat plank = rgb.rowRange(top, bottom);
    plank.convertTo(plank, -1, random.between(0.8, 1.16));
    if (random.chance(0.6)) {
      const double x = random.between(0, s), y = random.between(top, bottom),
                   r = s * random.between(0.012, 0.03);
      disc(rgb, x, y, 2.2 * r, r, 0, wood * 0.62f);
      disc(rgb, x, y, r, 0.5 * r, 0, wood * 0.42f);
    }
    cv::rectangle(rgb, cv::Point(0, top), cv::Point(s, top + s / 110), scalar(wood * 0.28f), cv::FILLED);
    const int joint = cvRound(random.between(0, s));
    cv::rectangle(rgb, cv::Point(joint, top), cv::Point(joint + s / 140, bottom), scalar(wood * 0.28f),
                  cv::FILLED);
  }
  if (random.chance(0.5)) cv::rotate(rgb.clone(), rgb, cv::ROTATE_90_CLOCKWISE);
}

void cloth(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const Colour ground = random.chance(0.5) ? Colour(240, 236, 226) : hsv(random.between(0, 360), 0.3, 0.7);
  const Colour thread = hsv(random.between(0, 360), random.between(0.4, 0.75), random.between(0.45, 0.85));
  const double period = s * random.between(0.1, 0.2), turn = random.between(-0.6, 0.6), c = std::cos(turn),
               n = std::sin(turn);
  const int pattern = random.below(3);
  std::array<cv::Vec3b, 5> steps;
  for (size_t i = 0; i < steps.size(); ++i) {
    const Colour k = blend(ground, thread, static_cast<double>(i) / 4);
    steps[i] = cv::Vec3b(cv::saturate_cast<uint8_t>(k[0]), cv::saturate_cast<uint8_t>(k[1]),
                         cv::saturate_cast<uint8_t>(k[2]));
  }
  const auto fraction = [](double v) { return v - std::floor(v); };
  for (int y = 0; y < s; ++y) {
    auto* pixel = rgb.ptr<cv::Vec3b>(y);
    for (int x = 0; x < s; ++x) {
      const double u = fraction((c * x + n * y) / period), v = fraction((c * y - n * x) / period);
      size_t depth = 0;
      if (pattern == 0)  // gingham
        depth = (u < 0.5 ? 2 : 0) + (v < 0.5 ? 2 : 0);
      else if (pattern == 1)  // tartan
        depth = (u < 0.35 ? 1 : u > 0.6 && u < 0.68 ? 3 : 0) + (v < 0.35 ? 1 : 0);
      else  // spots
        depth = (u - 0.5) * (u - 0.5) + (v - 0.5) * (v - 0.5) < 0.07 ? 4 : 0;
      pixel[x] = steps[depth];
    }
  }
  cv::Mat folds(rgb.size(), CV_8UC3);
  colour(folds, noise(s, 3, 2, random), Colour(150, 150, 150), Colour(255, 255, 255), 0.3f, 0.65f);
  cv::multiply(rgb, folds, rgb, 1 / 255.0);
}

void lights(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const double hue = random.between(0, 360);
  const Colour night = hsv(random.between(210, 300), 0.5, 0.22);
  colour(rgb, noise(s, 2, 3, random), night * 0.6f, night * 1.7f);
  cv::Mat glow = cv::Mat::zeros(rgb.size(), CV_8UC3), one = glow.clone();
  for (int i = 0; i < 34; ++i) {
    const double r = s * random.between(0.02, 0.075), x = random.between(0, s), y = random.between(0, s);
    const Colour c = hsv(hue + random.between(-50, 50) + (random.chance(0.3) ? 180 : 0),
                         random.between(0.3, 0.8), random.between(0.35, 0.75));
    const cv::Rect area =
        cv::Rect(cvRound(x - r) - 2, cvRound(y - r) - 2, cvRound(2 * r) + 5, cvRound(2 * r) + 5) &
        cv::Rect(0, 0, s, s);
    if (area.empty()) continue;
    one(area).setTo(0);
    disc(one, x, y, r, r, 0, c);
    disc(one, x, y, 0.86 * r, 0.86 * r, 0, c * 0.8f);
    cv::add(glow(area), one(area), glow(area));
  }
  cv::blur(glow, glow, cv::Size(s / 90 + 1, s / 90 + 1));
  cv::add(rgb, glow, rgb);
}

}  // namespace vantage::core::synthetic::backdrops
