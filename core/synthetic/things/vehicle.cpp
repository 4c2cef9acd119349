// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/things/things.hpp"

namespace vantage::core::synthetic {
namespace {

enum Leaf { car, bus, fire_engine, tractor, locomotive };

const Colour kRubber(38, 38, 42), kGlass(150, 196, 220), kSteel(188, 192, 198);

void wheel(Figure& f, Point hub, double r, const Colour& rim = kSteel, int spokes = 5) {
  f.add(ellipse(hub, r, r), kRubber);
  f.add(ellipse(hub, 0.6 * r, 0.6 * r), rim);
  f.mark(star(hub, spokes, 0.52 * r, 0.2 * r), rim * 0.6f);
  f.mark(ellipse(hub, 0.15 * r, 0.15 * r), rim * 0.4f);
}

void window(Figure& f, const Outline& o) {
  f.add(o, gradient(kGlass * 1.2f, kGlass * 0.72f, {0, -0.5}, {0.2, 0.1}));
}

Colour lacquer(Random& random) {
  return random.chance(0.15) ? Colour(232, 234, 236) : hsv(random.between(0, 360), 0.75, 0.8);
}

Figure saloon(Random& random) {
  Figure f;
  const Colour c = lacquer(random);
  const double roof = random.between(-0.5, -0.42), back = random.between(-0.74, -0.6);
  f.add(smooth({{back, -0.06},
                {back + 0.24, roof + 0.02},
                {-0.1, roof - 0.04},
                {0.24, roof + 0.02},
                {0.56, -0.06},
                {0.0, 0.04}}),
        c);
  window(f, {{back + 0.16, -0.08}, {back + 0.3, roof + 0.08}, {-0.1, roof + 0.06}, {-0.1, -0.08}});
  window(f, {{-0.04, -0.08}, {-0.04, roof + 0.06}, {0.2, roof + 0.1}, {0.44, -0.08}});
  f.add(smooth({{-0.98, -0.02},
                {-0.5, -0.1},
                {0.4, -0.1},
                {0.92, 0.0},
                {1.02, 0.16},
                {0.98, 0.3},
                {0.0, 0.34},
                {-1.0, 0.3}}),
        gradient(c * 1.1f, c * 0.75f, {0, -0.1}, {0, 0.34}));
  f.mark(box(-0.07, -0.06, -0.055, 0.26), c * 0.5f);
  f.mark(box(0.0, 0.02, 0.1, 0.05), c * 0.5f);
  f.mark(ellipse({0.94, 0.1}, 0.06, 0.06), Colour(255, 244, 190));
  f.mark(box(-0.99, 0.06, -0.92, 0.16), Colour(200, 30, 30));
  for (const double x : {-0.56, 0.58}) wheel(f, {x, 0.3}, 0.22);
  return f;
}

Figure coach(Random& random) {
  Figure f;
  const Colour c = lacquer(random), band = vary(Colour(246, 240, 226), random);
  const int panes = 4 + random.below(2);
  f.add(smooth({{-1.0, -0.54},
                {-0.9, -0.64},
                {0.0, -0.66},
                {0.92, -0.64},
                {1.02, -0.46},
                {1.04, 0.2},
                {1.0, 0.4},
                {0, 0.42},
                {-1.0, 0.4},
                {-1.04, 0.0}}),
        c);
  f.mark(box(-1.02, 0.02, 1.02, 0.13), band);
  const double pitch = 1.56 / panes;
  for (int i = 0; i < panes; ++i) window(f, box(-0.92 + pitch * i, -0.48, -0.92 + pitch * (i + 0.84), -0.08));
  window(f, {{0.7, -0.5}, {0.94, -0.5}, {1.0, 0.0}, {0.7, 0.0}});
  f.add(box(0.44, -0.46, 0.62, 0.38), c * 0.72f);
  f.mark(box(0.52, -0.44, 0.54, 0.36), c * 0.4f);
  f.mark(box(0.96, 0.2, 1.04, 0.3), Colour(255, 240, 180));
  for (const double x : {-0.6, 0.7}) wheel(f, {x, 0.4}, 0.2);
  return f;
}

Figure ladder_truck(Random& random) {
  Figure f;
  const Colour red = vary(Colour(206, 34, 28), random, 6), rail(226, 228, 232);
  const double tilt = random.between(-9, -3);
  f.add({{0.42, -0.5}, {0.86, -0.5}, {1.0, -0.12}, {1.0, 0.36}, {0.42, 0.36}}, red);
  window(f, {{0.54, -0.4}, {0.82, -0.4}, {0.93, -0.08}, {0.54, -0.08}});
  f.add(box(-1.0, -0.22, 0.44, 0.36), gradient(red * 1.1f, red * 0.8f, {0, -0.2}, {0, 0.36}));
  f.mark(box(-1.0, 0.1, 0.44, 0.19), Colour(250, 246, 236));
  for (int i = 0; i < 3; ++i)
    f.add(box(-0.92 + 0.44 * i, -0.14, -0.58 + 0.44 * i, 0.06), stripes(kSteel, kSteel * 0.75f, 0.07, 90));
  const auto turn = [&](Outline o) { return turned(std::move(o), {-0.6, -0.4}, tilt); };
  f.add(box(-0.7, -0.46, -0.5, -0.2), kSteel * 0.6f);
  for (const double y : {-0.58, -0.4}) f.add(turn(box(-0.96, y - 0.03, 0.92, y + 0.03)), rail);
  for (int i = 0; i < 10; ++i)
    f.mark(turn(box(-0.9 + 0.19 * i, -0.58, -0.855 + 0.19 * i, -0.4)), rail * 0.9f);
  f.add(box(0.56, -0.6, 0.74, -0.5), Colour(60, 120, 240));
  f.mark(ellipse({0.94, 0.2}, 0.05, 0.05), Colour(255, 244, 190));
  for (const double x : {-0.66, -0.22, 0.68}) wheel(f, {x, 0.36}, 0.2, Colour(220, 220, 216));
  return f;
}

Figure field_tractor(Random& random) {
  Figure f;
  const double hues[] = {112, 6, 212, 40};
  const Colour c = hsv(hues[random.below(4)] + random.between(-8, 8), 0.78, 0.7);
  const Colour rim = vary(Colour(240, 200, 50), random);
  f.add(box(-0.62, -0.82, 0.12, -0.74), c * 0.8f);
  f.add({{-0.56, -0.74}, {0.06, -0.74}, {0.14, -0.1}, {-0.6, -0.1}}, c * 0.55f);
  window(f, {{-0.48, -0.68}, {0.0, -0.68}, {0.06, -0.18}, {-0.48, -0.18}});
  f.add(box(0.5, -0.66, 0.57, -0.2), kRubber);
  f.add(smooth({{0.06, -0.26}, {0.5, -0.26}, {0.9, -0.18}, {0.96, 0.06}, {0.9, 0.26}, {0.06, 0.28}}), c);
  f.mark(box(0.36, -0.12, 0.8, 0.1), stripes(c * 0.8f, c * 0.45f, 0.09, 90, 0.5));
  f.add(smooth({{-0.86, -0.02}, {-0.66, -0.3}, {-0.2, -0.3}, {0.04, 0.0}, {0.0, 0.12}, {-0.86, 0.12}}),
        c * 0.9f);
  const double r = random.between(0.46, 0.54);
  f.add(star({-0.42, 0.36}, 20, r + 0.05, r - 0.03), kRubber * 0.8f);
  wheel(f, {-0.42, 0.36}, r, rim, 6);
  wheel(f, {0.68, 0.56}, 0.28, rim, 6);
  return f;
}

Figure steam_engine(Random& random) {
  Figure f;
  const double hues[] = {140, 220, 0, 30};
  const Colour c = random.chance(0.3) ? Colour(52, 54, 60) : hsv(hues[random.below(4)], 0.6, 0.46);
  const Colour trim = vary(Colour(206, 44, 36), random), brass = vary(Colour(230, 184, 70), random);
  f.add(box(-0.96, 0.18, 0.98, 0.34), trim);
  f.add({{0.92, 0.3}, {1.2, 0.56}, {0.8, 0.56}}, stripes(trim, trim * 0.6f, 0.08, 20));
  f.add(box(-0.96, -0.62, -0.34, 0.2), c);
  f.add({{-1.04, -0.64}, {-0.98, -0.74}, {-0.32, -0.74}, {-0.26, -0.64}}, c * 0.6f);
  window(f, box(-0.82, -0.5, -0.5, -0.2));
  f.add({{0.66, -0.34}, {0.6, -0.66}, {0.54, -0.8}, {0.9, -0.8}, {0.84, -0.66}, {0.8, -0.34}}, c * 0.7f);
  f.add(smooth({{0.06, -0.3}, {0.08, -0.5}, {0.18, -0.56}, {0.28, -0.5}, {0.3, -0.3}}), brass);
  f.add(box(-0.34, -0.38, 0.92, 0.18), gradient(c * 1.3f, c * 0.7f, {0, -0.36}, {0, 0.18}));
  for (const double x : {-0.1, 0.24, 0.58}) f.mark(box(x, -0.38, x + 0.045, 0.18), brass);
  f.add(ellipse({0.93, -0.1}, 0.09, 0.28), c * 0.8f);
  f.add(ellipse({0.96, -0.46}, 0.08, 0.08), Colour(255, 240, 180));
  for (const double x : {-0.64, -0.18, 0.28}) wheel(f, {x, 0.4}, 0.24, trim, 8);
  wheel(f, {0.74, 0.48}, 0.16, trim, 6);
  f.add(ribbon({{-0.64, 0.44}, {0.3, 0.44}}, 0.06, 0.06), kSteel);
  return f;
}

}  // namespace

Figure vehicle(int leaf, Random& random) {
  switch (leaf) {
    case car:
      return saloon(random);
    case bus:
      return coach(random);
    case fire_engine:
      return ladder_truck(random);
    case tractor:
      return field_tractor(random);
    default:
      return steam_engine(random);
  }
}

}  // namespace vantage::core::synthetic
