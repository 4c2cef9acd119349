// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/paint.hpp"

#include <algorithm>
#include <cmath>

namespace vantage::core::synthetic {
namespace {

double fraction(double x) {
  return x - std::floor(x);
}

// 0 ... 1 for a cell of a lattice.
double cell(double x, double y, uint64_t seed) {
  const auto i = static_cast<int64_t>(std::floor(x)), j = static_cast<int64_t>(std::floor(y));
  return static_cast<double>(mix(seed + static_cast<uint64_t>(i), static_cast<uint64_t>(j)) >> 11) * 0x1p-53;
}

// Value noise, smooth between the lattice's points.
double noise(double x, double y, uint64_t seed) {
  const auto ease = [](double t) { return t * t * (3 - 2 * t); };
  const double u = ease(fraction(x)), v = ease(fraction(y));
  const double top = cell(x, y, seed) * (1 - u) + cell(x + 1, y, seed) * u;
  const double bottom = cell(x, y + 1, seed) * (1 - u) + cell(x + 1, y + 1, seed) * u;
  return top * (1 - v) + bottom * v;
}

}  // namespace

Colour hsv(double hue, double saturation, double value) {
  const auto channel = [&](double n) {
    const double k = 6 * fraction((n + hue / 60) / 6);
    return static_cast<float>(255 * value * (1 - saturation * std::clamp(std::min(k, 4 - k), 0.0, 1.0)));
  };
  return {channel(5), channel(3), channel(1)};
}

Colour blend(const Colour& a, const Colour& b, double share) {
  return a + (b - a) * static_cast<float>(std::clamp(share, 0.0, 1.0));
}

Colour vary(const Colour& c, Random& random, double degrees) {
  const double most = std::max({c[0], c[1], c[2]}), least = std::min({c[0], c[1], c[2]}), span = most - least;
  double hue = 0;
  if (span > 0) {
    hue = most == c[0]   ? (c[1] - c[2]) / span
          : most == c[1] ? 2 + (c[2] - c[0]) / span
                         : 4 + (c[0] - c[1]) / span;
  }
  const double saturation = most > 0 ? span / most : 0;
  return hsv(60 * hue + random.between(-degrees, degrees),
             std::min(1.0, saturation * random.between(0.88, 1.12)),
             std::min(1.0, most / 255 * random.between(0.88, 1.12)));
}

Paint plain(const Colour& c) {
  return [=](Point) { return c; };
}

Paint gradient(const Colour& a, const Colour& b, Point from, Point to) {
  const Point along = to - from;
  const double length2 = along.dot(along);
  return [=](Point p) { return blend(a, b, (p - from).dot(along) / length2); };
}

Paint stripes(const Colour& a, const Colour& b, double period, double degrees, double share, double phase) {
  const double c = std::cos(degrees * 3.14159265 / 180), s = std::sin(degrees * 3.14159265 / 180);
  return [=](Point p) { return fraction((c * p.x + s * p.y) / period + phase) < share ? b : a; };
}

Paint dots(const Colour& a, const Colour& b, double spacing, double radius) {
  return [=](Point p) {
    const double row = std::floor(p.y / spacing), shift = std::fmod(std::abs(row), 2) / 2;
    const double x = (fraction(p.x / spacing + shift) - 0.5) * spacing,
                 y = (fraction(p.y / spacing) - 0.5) * spacing;
    return x * x + y * y < radius * radius ? b : a;
  };
}

Paint scales(const Colour& a, const Colour& b, double size) {
  return [=](Point p) {
    const double row = std::floor(2 * p.y / size), shift = std::fmod(std::abs(row), 2) / 2;
    const double x = fraction(p.x / size + shift) - 0.5, y = 0.5 * fraction(2 * p.y / size);
    return blend(a, b, 6 * (std::hypot(x, y) - 0.32));
  };
}

Paint bricks(const Colour& a, const Colour& b, double width, double height) {
  return [=](Point p) {
    const double row = std::floor(p.y / height), x = p.x / width + std::fmod(std::abs(row), 2) / 2;
    if (fraction(p.y / height) < 0.14 || fraction(x) < 0.07) return b;
    return Colour(a * static_cast<float>(0.82 + 0.36 * cell(x, row, 7)));
  };
}

Paint mottled(const Colour& a, const Colour& b, double size, uint64_t seed, double stretch) {
  return [=](Point p) {
    const double x = p.x / (size * stretch), y = p.y / size;
    return blend(a, b, 0.65 * noise(x, y, seed) + 0.35 * noise(2.3 * x + 9, 2.3 * y + 9, seed + 1));
  };
}

}  // namespace vantage::core::synthetic
