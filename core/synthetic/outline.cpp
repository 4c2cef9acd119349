// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/outline.hpp"

#include <cmath>

namespace vantage::core::synthetic {
namespace {

constexpr double kPi = 3.14159265358979323846;
constexpr int kStepsPerKnot = 6;

// Catmull and Rom 1974, uniform: the curve between b and c.
Point between(Point a, Point b, Point c, Point d, double t) {
  return 0.5 *
         (2 * b + t * (c - a) + t * t * (2 * a - 5 * b + 4 * c - d) + t * t * t * (3 * b - a - 3 * c + d));
}

}  // namespace

Outline ellipse(Point centre, double rx, double ry, double degrees) {
  constexpr int kSteps = 28;
  Outline all;
  for (int i = 0; i < kSteps; ++i) {
    const double a = 2 * kPi * i / kSteps;
    all.push_back(centre + Point(rx * std::cos(a), ry * std::sin(a)));
  }
  return degrees == 0 ? all : turned(std::move(all), centre, degrees);
}

Outline box(double left, double top, double right, double bottom) {
  return {{left, top}, {right, top}, {right, bottom}, {left, bottom}};
}

Outline smooth(const Outline& knots) {
  const size_t n = knots.size();
  Outline all;
  for (size_t i = 0; i < n; ++i)
    for (int s = 0; s < kStepsPerKnot; ++s)
      all.push_back(between(knots[(i + n - 1) % n], knots[i], knots[(i + 1) % n], knots[(i + 2) % n],
                            static_cast<double>(s) / kStepsPerKnot));
  return all;
}

Outline ribbon(const Outline& knots, double from, double to) {
  Outline spine;
  const size_t n = knots.size();
  for (size_t i = 0; i + 1 < n; ++i) {
    const auto& before = knots[i == 0 ? 0 : i - 1];
    const auto& behind = knots[i + 2 < n ? i + 2 : n - 1];
    const int steps = n == 2 ? 1 : kStepsPerKnot;
    for (int s = 0; s < steps; ++s)
      spine.push_back(between(before, knots[i], knots[i + 1], behind, static_cast<double>(s) / steps));
  }
  spine.push_back(knots.back());

  Outline left, right;
  for (size_t i = 0; i < spine.size(); ++i) {
    const Point along = spine[i + 1 < spine.size() ? i + 1 : i] - spine[i > 0 ? i - 1 : 0];
    const double length = std::hypot(along.x, along.y);
    const Point across = length > 0 ? Point(-along.y, along.x) / length : Point(0, 0);
    const double t = static_cast<double>(i) / static_cast<double>(spine.size() - 1);
    const double half = (from + (to - from) * t) / 2;
    left.push_back(spine[i] + half * across);
    right.push_back(spine[i] - half * across);
  }
  left.insert(left.end(), right.rbegin(), right.rend());
  return left;
}

Outline star(Point centre, int tips, double outer, double inner) {
  Outline all;
  for (int i = 0; i < 2 * tips; ++i) {
    const double a = kPi * i / tips, r = i % 2 == 0 ? outer : inner;
    all.push_back(centre + Point(r * std::sin(a), -r * std::cos(a)));
  }
  return all;
}

Outline moved(Outline o, Point by) {
  for (auto& p : o) p += by;
  return o;
}

Outline turned(Outline o, Point about, double degrees) {
  const double c = std::cos(degrees * kPi / 180), s = std::sin(degrees * kPi / 180);
  for (auto& p : o) {
    const Point d = p - about;
    p = about + Point(c * d.x - s * d.y, s * d.x + c * d.y);
  }
  return o;
}

Outline mirrored(Outline o, double x) {
  for (auto& p : o) p.x = 2 * x - p.x;
  return o;
}

}  // namespace vantage::core::synthetic
