// SPDX-License-Identifier: Apache-2.0
#include <cmath>
#include <opencv2/imgproc.hpp>

#include "core/synthetic/backdrops/backdrops.hpp"

namespace vantage::core::synthetic::backdrops {

void meadow(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const Colour green = hsv(random.between(72, 125), random.between(0.4, 0.7), random.between(0.45, 0.72));
  colour(rgb, noise(s, 4, 4, random), green * 0.6f, green * 1.05f);
  shade_rows(rgb, 1.15, 0.75);
  const Colour bloom = hsv(random.between(0, 360), 0.6, 0.95);
  for (int i = 0; i < 170; ++i) {
    const double y = s * (0.02 + 1.1 * i / 170.0), x = random.between(0, s),
                 tall = s * random.between(0.06, 0.14);
    const double lean = tall * random.between(-0.5, 0.5), half = s * 0.006;
    fill(rgb,
         {{cvRound(x - half), cvRound(y)},
          {cvRound(x + half), cvRound(y)},
          {cvRound(x + lean), cvRound(y - tall)}},
         shaded(vary(green, random, 14), random, 0.35));
    if (i % 12 == 0) disc(rgb, x + lean, y - tall, 0.013 * s, 0.013 * s, 0, shaded(bloom, random, 0.1));
  }
}

void water(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const Colour deep = hsv(random.between(172, 222), random.between(0.55, 0.85), random.between(0.4, 0.62));
  const cv::Mat waves = noise(s, 2 + random.below(3), 12, random);
  colour(rgb, waves, deep * 0.75f, blend(deep, Colour(220, 250, 255), 0.45), 0.3f, 0.75f);
  shade_rows(rgb, 1.2, 0.75);
  const Colour glint = blend(deep, Colour(255, 255, 255), 0.75);
  for (int i = 0; i < 46; ++i)
    disc(rgb, random.between(0, s), random.between(0, s), s * random.between(0.01, 0.06), s * 0.004, 0,
         shaded(glint, random, 0.15));
  for (int i = 0; i < 8; ++i) {
    const double x = random.between(0, s), y = random.between(0, s), r = s * random.between(0.01, 0.025);
    disc(rgb, x, y, r, r, 0, glint * 0.9f);
    disc(rgb, x, y, 0.7 * r, 0.7 * r, 0, deep);
  }
}

void sky(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const bool dusk = random.chance(0.35);
  const Colour high =
      dusk ? hsv(random.between(225, 275), 0.5, 0.55) : hsv(random.between(198, 218), 0.62, 0.86);
  const Colour low = dusk ? hsv(random.between(12, 40), 0.55, 0.98) : hsv(205, 0.16, 0.97);
  colour(rgb, noise(s, 3, 5, random), Colour(0, 0, 0), Colour(255, 255, 255), 0.46f, 0.74f);
  const Colour cloud = dusk ? Colour(250, 200, 180) : Colour(252, 252, 252);
  for (int y = 0; y < s; ++y) {
    const Colour air = blend(high, low, 1.2 * y / s);
    auto* pixel = rgb.ptr<cv::Vec3b>(y);
    for (int x = 0; x < s; ++x) {
      const float share = 0.85f * static_cast<float>(pixel[x][0]) / 255;
      for (int c = 0; c < 3; ++c) pixel[x][c] = static_cast<uint8_t>(air[c] + (cloud[c] - air[c]) * share);
    }
  }
  const Colour land =
      dusk ? hsv(random.between(200, 300), 0.35, 0.3) : hsv(random.between(80, 150), 0.45, 0.5);
  for (int ridge = 0; ridge < 2 + random.below(2); ++ridge) {
    const double base = s * (0.72 + 0.11 * ridge), phase = random.between(0, 6.28),
                 waves = random.between(4, 9);
    Polygon outline{{s, s}, {0, s}};
    for (int i = 0; i <= 24; ++i)
      outline.emplace_back(s * i / 24, cvRound(base + s * 0.05 *
                                                          (std::sin(waves * i / 24 + phase) +
                                                           0.4 * std::sin(2.7 * waves * i / 24))));
    cv::fillPoly(rgb, std::vector<Polygon>{outline}, scalar(blend(land, low, 0.45 - 0.2 * ridge)));
  }
}

void pebbles(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const Colour stone = hsv(random.between(0, 360), random.between(0.05, 0.22), random.between(0.5, 0.74));
  rgb.setTo(scalar(stone * 0.35f));
  for (int i = 0; i < 300; ++i) {
    const double r = s * random.between(0.02, 0.055) * (i < 150 ? 1.3 : 0.8),
                 flat = random.between(0.6, 0.95);
    const double x = random.between(0, s), y = random.between(0, s), turn = random.between(0, 180);
    const Colour c = shaded(vary(stone, random, 25), random, 0.3);
    disc(rgb, x, y, r + 0.006 * s, flat * r + 0.006 * s, turn, stone * 0.3f);
    disc(rgb, x, y, r, flat * r, turn, c);
    disc(rgb, x - 0.2 * r, y - 0.25 * r, 0.55 * r, 0.5 * flat * r, turn, c * 1.13f);
  }
}

void foliage(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const Colour base = random.chance(0.7)
                          ? hsv(random.between(80, 150), random.between(0.4, 0.7), random.between(0.35, 0.6))
                          : hsv(random.between(15, 45), 0.65, random.between(0.5, 0.7));
  rgb.setTo(scalar(base * 0.35f));
  for (int i = 0; i < 150; ++i) {
    const double length = s * random.between(0.1, 0.2), wide = length * random.between(0.18, 0.28);
    const Point root(random.between(-0.05, 1.05) * s, random.between(-0.05, 1.05) * s);
    const double turn = random.between(0, 360);
    const auto place = [&](const Outline& o) {
      Polygon all;
      for (const auto& p : turned(moved(o, root), root, turn)) all.emplace_back(cvRound(p.x), cvRound(p.y));
      return all;
    };
    const Colour c = shaded(vary(base, random, 16), random, 0.12) * static_cast<float>(0.55 + 0.6 * i / 150);
    fill(rgb,
         place({{0, 0},
                {0.3 * length, -wide},
                {0.7 * length, -0.7 * wide},
                {length, 0},
                {0.7 * length, 0.7 * wide},
                {0.3 * length, wide}}),
         c);
    fill(rgb, place({{0, 0}, {0.3 * length, -wide}, {0.7 * length, -0.7 * wide}, {length, 0}}), c * 1.15f);
    const Polygon rib = place({{0, 0}, {0.9 * length, 0}});
    cv::line(rgb, rib[0], rib[1], scalar(c * 0.7f), std::max(1, s / 200));
  }
}

void sand(cv::Mat& rgb, Random& random) {
  const int s = rgb.rows;
  const Colour c = hsv(random.between(24, 44), random.between(0.22, 0.45), random.between(0.72, 0.92));
  cv::Mat field = noise(s, 3, 3, random);
  const double period = s * random.between(0.06, 0.12), slant = random.between(-0.5, 0.5);
  for (int y = 0; y < s; ++y) {
    auto* f = field.ptr<float>(y);
    for (int x = 0; x < s; ++x) {
      const double t = (y + slant * x + f[x] * s * 0.45) / period, ripple = t - std::floor(t);
      f[x] = static_cast<float>(0.42 + 0.3 * (ripple < 0.75 ? ripple / 0.75 : (1 - ripple) * 4) - 0.15 +
                                0.25 * (f[x] - 0.5));
    }
  }
  colour(rgb, field, c * 0.72f, c * 1.08f);
  for (int i = 0; i < 60; ++i)
    disc(rgb, random.between(0, s), random.between(0, s), s * 0.005, s * 0.004, 0,
         shaded(c * 0.75f, random, 0.4));
}

}  // namespace vantage::core::synthetic::backdrops
