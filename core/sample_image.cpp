// SPDX-License-Identifier: Apache-2.0
#include "core/sample_image.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <array>
#include <cmath>
#include <opencv2/imgproc.hpp>
#include <vector>

#include "core/error.hpp"

namespace vantage::core {
namespace {

// SplitMix64 (Steele, Lea, Flood 2014): integers alone, the same everywhere.
class Random {
 public:
  explicit Random(uint64_t seed) : state_(seed) {}
  uint64_t next() {
    uint64_t z = state_ += 0x9e3779b97f4a7c15u;
    z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
    z = (z ^ z >> 27) * 0x94d049bb133111ebu;
    return z ^ z >> 31;
  }
  double between(double low, double high) {
    return low + (high - low) * static_cast<double>(next() >> 11) * 0x1p-53;
  }

 private:
  uint64_t state_;
};

using Points = std::vector<cv::Point>;
constexpr int kShift = 8;

cv::Point at(double x, double y) {
  return {cvRound(x * (1 << kShift)), cvRound(y * (1 << kShift))};
}

void fill(cv::Mat& scene, const Points& outline, const cv::Scalar& colour) {
  cv::fillPoly(scene, std::vector<Points>{outline}, colour, cv::LINE_AA, kShift);
}

void draw_sky(cv::Mat& scene) {
  const cv::Vec3d top(78, 134, 205), bottom(226, 233, 236);
  for (int y = 0; y < scene.rows; ++y) {
    const cv::Vec3d colour = top + (bottom - top) * (static_cast<double>(y) / scene.rows);
    scene.row(y).setTo(cv::Scalar(colour[0], colour[1], colour[2]));
  }
}

void draw_clouds(cv::Mat& scene, Random& random) {
  cv::Mat cover = cv::Mat::zeros(scene.size(), CV_8U);
  for (int cloud = 0; cloud < 4; ++cloud) {
    const double x = random.between(0, scene.cols), y = random.between(0.05, 0.5) * scene.rows;
    for (int puff = 0; puff < 9; ++puff) {
      const double r = random.between(0.02, 0.055) * scene.rows;
      cv::ellipse(
          cover,
          at(x + random.between(-0.11, 0.11) * scene.cols, y + random.between(-0.02, 0.02) * scene.rows),
          cv::Size(cvRound(r * 1.7 * (1 << kShift)), cvRound(r * (1 << kShift))), 0, 0, 360, 190, cv::FILLED,
          cv::LINE_AA, kShift);
    }
  }
  cv::GaussianBlur(cover, cover, {}, scene.rows / 60.0);
  for (int y = 0; y < scene.rows; ++y) {
    for (int x = 0; x < scene.cols; ++x) {
      const double share = cover.at<uint8_t>(y, x) / 255.0;
      for (int c = 0; c < 3; ++c) {
        auto& value = scene.at<cv::Vec3b>(y, x)[c];
        value = cv::saturate_cast<uint8_t>(value + share * (248 - value));
      }
    }
  }
}

// Three ranges, the farther the bluer, with fields and trees as small strokes.
void draw_hills(cv::Mat& scene, Random& random) {
  const std::array<cv::Vec3d, 3> colours{cv::Vec3d{128, 156, 168}, {104, 142, 92}, {72, 112, 50}};
  for (int range = 0; range < 3; ++range) {
    const double base = scene.rows * (0.72 + 0.09 * range), swing = scene.rows * (0.05 - 0.008 * range);
    const double phase = random.between(0, 6.28), waves = random.between(1.2, 2.2) + 0.5 * range;
    const auto ridge = [&](double x) {
      const double u = 6.2832 * waves * x / scene.cols;
      return base + swing * (std::sin(u + phase) + 0.4 * std::sin(2.3 * u + 2 * phase));
    };
    const cv::Vec3d& colour = colours[static_cast<size_t>(range)];
    Points outline{at(scene.cols + 2, scene.rows + 2), at(-2, scene.rows + 2)};
    for (int x = -2; x <= scene.cols + 2; ++x) outline.push_back(at(x, ridge(x)));
    fill(scene, outline, {colour[0], colour[1], colour[2]});
    for (int stroke = 0; range > 0 && stroke < 900; ++stroke) {
      const double x = random.between(0, scene.cols), depth = random.between(0, 1);
      const double y = ridge(x) + depth * (scene.rows - base), tint = random.between(-22, 22);
      const double r = scene.rows * (0.003 + 0.006 * depth);
      cv::ellipse(scene, at(x, y), cv::Size(cvRound(1.8 * r * (1 << kShift)), cvRound(r * (1 << kShift))), 0,
                  0, 360, {colour[0] + tint, colour[1] + tint, colour[2] + 0.6 * tint}, cv::FILLED,
                  cv::LINE_AA, kShift);
    }
  }
}

// The envelope's half width at height t: 0 at the crown, 1 at the mouth.
double half_width(double t) {
  return t < 0.42 ? std::sqrt(std::max(0.0, 1 - (t - 0.42) * (t - 0.42) / 0.1764))
                  : 0.2 + 0.8 * std::cos((t - 0.42) / 0.58 * 1.5708);
}

void draw_balloon(cv::Mat& scene, Random& random) {
  static const std::array<std::array<cv::Scalar, 2>, 4> palettes{{{{{206, 48, 42}, {248, 206, 74}}},
                                                                  {{{40, 78, 160}, {240, 236, 222}}},
                                                                  {{{224, 112, 32}, {120, 30, 92}}},
                                                                  {{{24, 128, 120}, {246, 190, 60}}}}};
  const auto& palette = palettes[random.next() % palettes.size()];
  const double radius = random.between(0.19, 0.25) * std::min(scene.rows, scene.cols);
  const double cx = random.between(0.36, 0.64) * scene.cols, top = random.between(0.06, 0.14) * scene.rows;
  const double tall = 2.25 * radius;
  constexpr int kGores = 10;  // the cloth's vertical strips, seen from the side and lit from the left
  for (int gore = 0; gore < kGores; ++gore) {
    const double from = -std::cos(3.14159 * gore / kGores), to = -std::cos(3.14159 * (gore + 1) / kGores);
    Points outline;
    for (int i = 0; i <= 40; ++i)
      outline.push_back(at(cx + from * radius * half_width(i / 40.0), top + tall * i / 40));
    for (int i = 40; i >= 0; --i)
      outline.push_back(at(cx + to * radius * half_width(i / 40.0), top + tall * i / 40));
    const double middle = (from + to) / 2, light = 1.08 - 0.5 * (middle + 0.35) * (middle + 0.35);
    fill(scene, outline, palette[static_cast<size_t>(gore % 2)] * light);
  }
  const double mouth = top + tall, basket = mouth + 0.42 * radius, half = 0.2 * radius;
  const cv::Scalar rope(70, 52, 40), wicker(132, 88, 46);
  for (const double side : {-1.0, -0.35, 0.35, 1.0}) {
    cv::line(scene, at(cx + side * half, mouth), at(cx + side * 0.85 * half, basket), rope,
             std::max(1, cvRound(radius / 45)), cv::LINE_AA, kShift);
  }
  fill(scene,
       {at(cx - half, basket), at(cx + half, basket), at(cx + 0.8 * half, basket + 1.7 * half),
        at(cx - 0.8 * half, basket + 1.7 * half)},
       wicker);
  fill(scene,
       {at(cx - 1.1 * half, basket), at(cx + 1.1 * half, basket), at(cx + 1.1 * half, basket + 0.3 * half),
        at(cx - 1.1 * half, basket + 0.3 * half)},
       wicker * 0.6);
}

// A little grain, as a camera's.
void add_grain(cv::Mat& scene, Random& random) {
  for (auto pixel = scene.begin<cv::Vec3b>(); pixel != scene.end<cv::Vec3b>(); ++pixel) {
    const int grain = static_cast<int>(random.next() % 9) - 4;
    for (int c = 0; c < 3; ++c) (*pixel)[c] = cv::saturate_cast<uint8_t>((*pixel)[c] + grain);
  }
}

}  // namespace

cv::Mat draw_sample_image(uint64_t seed, int width, int height) {
  if (width < 16 || height < 16 || width > 4096 || height > 4096) {
    throw Error(
        fmt::format("cannot draw a sample of {} x {} pixels: give sizes of 16 to 4096", width, height));
  }
  Random random(seed);
  cv::Mat scene(height, width, CV_8UC3);
  draw_sky(scene);
  draw_clouds(scene, random);
  draw_hills(scene, random);
  draw_balloon(scene, random);
  add_grain(scene, random);
  return scene;
}

}  // namespace vantage::core
