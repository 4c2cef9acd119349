// SPDX-License-Identifier: GPL-3.0-or-later
// How different colours look, also to those who lack a kind of cone. For tests.
#pragma once

#include <array>
#include <cmath>
#include <numbers>

#include "host/viewer/services/rgb.hpp"

namespace vantage::viewer {

using Triple = std::array<double, 3>;
using Matrix3 = std::array<Triple, 3>;

inline Triple times(const Matrix3& m, const Triple& v) {
  Triple r{};
  for (size_t i = 0; i < 3; ++i) r[i] = m[i][0] * v[0] + m[i][1] * v[1] + m[i][2] * v[2];
  return r;
}

// IEC 61966-2-1.
inline Triple linear(Rgb c) {
  const auto one = [](double v) { return v <= 0.04045 ? v / 12.92 : std::pow((v + 0.055) / 1.055, 2.4); };
  return {one(c.r / 255.0), one(c.g / 255.0), one(c.b / 255.0)};
}

inline Triple xyz(const Triple& linear_rgb) {
  return times({{{0.4124564, 0.3575761, 0.1804375},
                 {0.2126729, 0.7151522, 0.0721750},
                 {0.0193339, 0.1191920, 0.9503041}}},
               linear_rgb);
}

// CIE 1976 L*a*b* under D65.
inline Triple lab(const Triple& linear_rgb) {
  const Triple v = xyz(linear_rgb);
  const auto f = [](double t) { return t > 216.0 / 24389 ? std::cbrt(t) : (24389.0 / 27 * t + 16) / 116; };
  const double x = f(v[0] / 0.95047), y = f(v[1]), z = f(v[2] / 1.08883);
  return {116 * y - 16, 500 * (x - y), 200 * (y - z)};
}

// CIEDE2000 as Sharma, Wu and Dalal (2005) write it.
inline double delta_e_2000(const Triple& one, const Triple& two) {
  constexpr double kDegree = std::numbers::pi / 180;
  const auto seventh = [](double c) {
    return std::sqrt(std::pow(c, 7) / (std::pow(c, 7) + std::pow(25.0, 7)));
  };
  const auto hue = [&](double a, double b) {
    const double h = a == 0 && b == 0 ? 0 : std::atan2(b, a) / kDegree;
    return h < 0 ? h + 360 : h;
  };
  const double g = 1 + 0.5 * (1 - seventh((std::hypot(one[1], one[2]) + std::hypot(two[1], two[2])) / 2));
  const double c1 = std::hypot(g * one[1], one[2]), c2 = std::hypot(g * two[1], two[2]);
  const double h1 = hue(g * one[1], one[2]), h2 = hue(g * two[1], two[2]);
  const bool grey = c1 * c2 == 0;
  double dh = grey ? 0 : h2 - h1;
  if (dh > 180) dh -= 360;
  if (dh < -180) dh += 360;
  const double sum = h1 + h2;
  const double h = grey                       ? sum
                   : std::abs(h1 - h2) <= 180 ? sum / 2
                   : sum < 360                ? (sum + 360) / 2
                                              : (sum - 360) / 2;
  const double dl = two[0] - one[0], dc = c2 - c1, dhh = 2 * std::sqrt(c1 * c2) * std::sin(dh / 2 * kDegree);
  const double l = (one[0] + two[0]) / 2, c = (c1 + c2) / 2;
  const double t = 1 - 0.17 * std::cos((h - 30) * kDegree) + 0.24 * std::cos(2 * h * kDegree) +
                   0.32 * std::cos((3 * h + 6) * kDegree) - 0.20 * std::cos((4 * h - 63) * kDegree);
  const double turn = 30 * std::exp(-std::pow((h - 275) / 25, 2));
  const double sl = 1 + 0.015 * (l - 50) * (l - 50) / std::sqrt(20 + (l - 50) * (l - 50));
  const double sc = 1 + 0.045 * c, sh = 1 + 0.015 * c * t;
  const double rt = -std::sin(2 * turn * kDegree) * 2 * seventh(c);
  return std::sqrt(std::pow(dl / sl, 2) + std::pow(dc / sc, 2) + std::pow(dhh / sh, 2) +
                   rt * (dc / sc) * (dhh / sh));
}

// Machado, Oliveira and Fernandes (2009), table 1, severity 1; of linear RGB.
enum class Sight { normal, protan, deutan, tritan };
inline Triple seen(const Triple& linear_rgb, Sight sight) {
  static constexpr Matrix3 kMatrices[] = {
      {{{1, 0, 0}, {0, 1, 0}, {0, 0, 1}}},
      {{{0.152286, 1.052583, -0.204868}, {0.114503, 0.786281, 0.099216}, {-0.003882, -0.048116, 1.051998}}},
      {{{0.367322, 0.860646, -0.227968}, {0.280085, 0.672501, 0.047413}, {-0.011820, 0.042940, 0.968881}}},
      {{{1.255528, -0.076749, -0.178779}, {-0.078411, 0.930809, 0.147602}, {0.004733, 0.691367, 0.303900}}}};
  Triple shown = times(kMatrices[static_cast<int>(sight)], linear_rgb);
  for (double& v : shown) v = std::min(std::max(v, 0.0), 1.0);
  return shown;
}

// WCAG 2.1: 1 to 21.
inline double contrast(Rgb a, Rgb b) {
  const double la = xyz(linear(a))[1], lb = xyz(linear(b))[1];
  return (std::max(la, lb) + 0.05) / (std::min(la, lb) + 0.05);
}

}  // namespace vantage::viewer
