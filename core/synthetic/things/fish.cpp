// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/things/things.hpp"

namespace vantage::core::synthetic {
namespace {

enum Leaf { clownfish, shark, pufferfish, angelfish, swordfish };

void eye(Figure& f, Point at, double r) {
  f.add(ellipse(at, r, r), Colour(250, 246, 232));
  f.mark(ellipse(at + Point(0.15 * r, 0), 0.58 * r, 0.58 * r), Colour(18, 20, 26));
  f.mark(ellipse(at + Point(0.3 * r, -0.3 * r), 0.2 * r, 0.2 * r), Colour(255, 255, 255));
}

// A tail fin of two lobes whose root is at `root`; `fork` 0 is a fan, 1 a sickle.
void tail(Figure& f, Point root, double length, double height, double fork, const Paint& paint) {
  f.add(smooth({root + Point(0.06, -0.06), root + Point(-0.55 * length, -0.7 * height),
                root + Point(-length, -height), root + Point(-length * (0.9 - 0.5 * fork), 0),
                root + Point(-length, height), root + Point(-0.55 * length, 0.7 * height),
                root + Point(0.06, 0.06)}),
        paint);
}

Figure banded(Random& random) {
  Figure f;
  const Colour orange = vary(Colour(246, 116, 24), random), rim = orange * 0.55f;
  const double tall = random.between(0.4, 0.48);
  const Paint fins = stripes(orange, rim, 0.1, 12, 0.25);
  tail(f, {-0.62, 0}, 0.36, 0.3, 0.1, fins);
  f.add(smooth({{0.3, -tall + 0.06},
                {0.0, -tall - 0.26},
                {-0.24, -tall - 0.1},
                {-0.5, -tall - 0.12},
                {-0.5, -0.16}}),
        fins);
  f.add(smooth({{0.12, tall - 0.08}, {-0.16, tall + 0.24}, {-0.34, tall - 0.04}}), fins);
  f.add(smooth({{0.82, 0.02},
                {0.5, -0.8 * tall},
                {0.0, -tall},
                {-0.5, -0.4 * tall},
                {-0.7, 0},
                {-0.5, 0.4 * tall},
                {0.0, tall},
                {0.5, 0.8 * tall}}),
        scales(orange, orange * 0.88f, 0.12));
  const auto band = [&](double x, double half, double bend) {
    f.mark(smooth({{x - 0.1, -half},
                   {x + 0.1, -half},
                   {x + 0.1 + bend, 0},
                   {x + 0.1, half},
                   {x - 0.1, half},
                   {x - 0.1 + bend, 0}}),
           Colour(40, 30, 30));
    f.mark(smooth({{x - 0.07, -half},
                   {x + 0.07, -half},
                   {x + 0.07 + bend, 0},
                   {x + 0.07, half},
                   {x - 0.07, half},
                   {x - 0.07 + bend, 0}}),
           Colour(252, 248, 240));
  };
  band(0.38, 0.84 * tall, -0.06);
  band(-0.08, 0.95 * tall, 0.1);
  band(-0.54, 0.3 * tall, 0.02);
  f.add(smooth({{0.22, 0.06}, {-0.06, 0.0}, {-0.1, 0.26}, {0.12, 0.24}}), fins);
  eye(f, {0.58, -0.08}, 0.085);
  f.mark(ribbon({{0.8, 0.08}, {0.72, 0.14}, {0.66, 0.12}}, 0.025, 0.02), rim);
  return f;
}

Figure hunting(Random& random) {
  Figure f;
  const Colour grey = vary(Colour(108, 124, 142), random, 14);
  const double bend = random.between(-0.08, 0.08);
  f.add(smooth({{-0.84, bend},
                {-1.0, -0.3 + bend},
                {-1.2, -0.46 + bend},
                {-1.06, -0.02 + bend},
                {-1.12, 0.26 + bend},
                {-0.92, 0.14 + bend}}),
        grey * 0.9f);
  f.add(smooth({{0.16, -0.24}, {-0.02, -0.62}, {-0.14, -0.66}, {-0.2, -0.22}}), grey * 0.85f);
  f.add(smooth({{-0.5, -0.12}, {-0.64, -0.28}, {-0.66, -0.08}}), grey * 0.85f);
  f.add(smooth({{1.0, -0.06},
                {0.6, -0.24},
                {0.1, -0.3},
                {-0.5, -0.14},
                {-0.9, -0.04 + bend},
                {-0.9, 0.04 + bend},
                {-0.4, 0.16},
                {0.2, 0.24},
                {0.72, 0.16}}),
        gradient(grey, grey * 1.15f, {0, -0.3}, {0, 0.1}));
  f.mark(
      smooth({{0.94, 0.0}, {0.6, 0.06}, {0.0, 0.08}, {-0.6, 0.06}, {-0.3, 0.15}, {0.2, 0.22}, {0.72, 0.14}}),
      Colour(232, 234, 232));
  f.add(smooth({{0.34, 0.1}, {0.1, 0.46}, {-0.06, 0.52}, {0.02, 0.14}}), grey * 0.8f);
  for (const double x : {0.32, 0.39, 0.46})
    f.mark(ribbon({{x, -0.1}, {x - 0.03, 0.02}, {x, 0.1}}, 0.02, 0.02), grey * 0.5f);
  f.mark(smooth({{0.9, 0.04}, {0.74, 0.06}, {0.6, 0.13}, {0.74, 0.12}}), Colour(120, 40, 50));
  for (const double x : {0.7, 0.76, 0.82})
    f.mark({{x - 0.025, 0.06}, {x + 0.025, 0.055}, {x, 0.105}}, Colour(255, 255, 255));
  eye(f, {0.68, -0.08}, 0.05);
  return f;
}

Figure inflated(Random& random) {
  Figure f;
  const Colour skin = vary(Colour(226, 190, 96), random, 12), spot = vary(Colour(120, 84, 40), random);
  const double r = random.between(0.6, 0.68);
  tail(f, {-r, 0}, 0.3, 0.2, 0, stripes(skin, spot, 0.09, 20, 0.3));
  const int spines = 22 + random.below(6);
  f.add(star({0, 0}, spines, r + 0.17, r - 0.06), skin * 0.8f);
  f.add(ellipse({0, 0}, r, 0.96 * r), gradient(skin, Colour(252, 246, 228), {0, -0.1}, {0, 0.4}));
  f.mark(smooth({{-0.9 * r, -0.1},
                 {-0.6 * r, -0.7 * r},
                 {0, -0.94 * r},
                 {0.6 * r, -0.72 * r},
                 {0.8 * r, -0.4 * r},
                 {0.3 * r, -0.2 * r},
                 {-0.4 * r, 0.0}}),
         dots(skin, spot, 0.17, 0.055));
  for (int i = 0; i < 8; ++i) {  // the spines that point at the viewer
    const Point p(random.between(-0.5, 0.3) * r, random.between(-0.5, 0.7) * r);
    f.mark({p + Point(-0.03, 0.03), p + Point(0.03, 0.03), p + Point(-0.03, -0.08)}, skin * 0.6f);
  }
  f.add(smooth({{-0.06, 0.02}, {-0.34, -0.1}, {-0.38, 0.18}, {-0.1, 0.16}}),
        stripes(skin, spot, 0.08, 80, 0.3));
  eye(f, {0.36, -0.2}, 0.14);
  f.add(ellipse({r - 0.02, 0.08}, 0.09, 0.075), Colour(232, 160, 140));
  f.mark(ellipse({r, 0.08}, 0.05, 0.025), Colour(90, 40, 40));
  return f;
}

Figure tall(Random& random) {
  Figure f;
  const Colour silver = vary(Colour(222, 224, 214), random, 30), band = vary(Colour(38, 40, 54), random, 30);
  const Colour glow = vary(Colour(242, 204, 70), random, 20);
  const double sail = random.between(0.86, 1.04);
  tail(f, {-0.5, 0}, 0.36, 0.3, 0.2, stripes(glow, glow * 0.7f, 0.1, 20, 0.3));
  for (const double side : {-1.0, 1.0}) {
    f.add(smooth({{0.16, side * 0.36},
                  {-0.1, side * 0.66},
                  {-0.52, side * sail},
                  {-0.4, side * 0.54},
                  {-0.36, side * 0.2}}),
          gradient(silver, glow, {0, side * 0.3}, {-0.2, side * sail}));
    f.mark(ribbon({{-0.02, side * 0.36}, {-0.22, side * 0.66}, {-0.46, side * (sail - 0.06)}}, 0.12, 0.03),
           band);
  }
  f.add(ribbon({{0.22, 0.4}, {0.12, 0.7}, {-0.06, 0.98}}, 0.06, 0.02), glow);
  f.add(smooth({{0.72, 0.02},
                {0.44, -0.34},
                {0.06, -0.52},
                {-0.4, -0.22},
                {-0.56, 0},
                {-0.4, 0.22},
                {0.06, 0.52},
                {0.44, 0.34}}),
        scales(silver, silver * 0.85f, 0.13));
  f.mark(smooth({{0.52, -0.28}, {0.42, -0.36}, {0.38, 0}, {0.42, 0.36}, {0.52, 0.28}, {0.48, 0}}), band);
  f.mark(smooth({{0.16, -0.48}, {-0.0, -0.5}, {-0.04, 0}, {0.0, 0.5}, {0.16, 0.48}, {0.12, 0}}), band);
  f.mark(smooth({{-0.28, -0.3}, {-0.38, -0.24}, {-0.4, 0}, {-0.38, 0.24}, {-0.28, 0.3}, {-0.3, 0}}), band);
  eye(f, {0.54, -0.06}, 0.075);
  f.mark(ribbon({{0.7, 0.05}, {0.62, 0.09}}, 0.025, 0.02), band);
  return f;
}

Figure piercing(Random& random) {
  Figure f;
  const Colour blue = vary(Colour(44, 84, 150), random, 12), belly(226, 230, 232);
  const double sword = random.between(1.16, 1.36);
  tail(f, {-0.72, 0}, 0.34, 0.46, 1, plain(blue * 0.8f));
  f.add(smooth({{0.34, -0.18}, {0.2, -0.58}, {0.04, -0.66}, {0.06, -0.34}, {-0.3, -0.22}, {-0.3, -0.1}}),
        stripes(blue * 0.85f, blue * 0.6f, 0.1, 10, 0.3));
  f.add(smooth({{-0.2, 0.14}, {-0.36, 0.36}, {-0.4, 0.1}}), blue * 0.8f);
  f.add({{0.54, -0.07}, {sword, -0.05}, {sword, -0.03}, {0.54, 0.06}}, blue * 0.7f);
  f.add(smooth({{0.66, -0.02},
                {0.4, -0.2},
                {0.0, -0.24},
                {-0.5, -0.1},
                {-0.78, 0},
                {-0.5, 0.1},
                {0.0, 0.2},
                {0.44, 0.16}}),
        gradient(blue, belly, {0, -0.08}, {0, 0.08}));
  f.add(smooth({{0.3, 0.06}, {0.06, 0.36}, {-0.02, 0.38}, {0.08, 0.1}}), blue * 0.75f);
  f.mark(ribbon({{0.36, -0.14}, {0.31, 0.0}, {0.35, 0.12}}, 0.025, 0.02), blue * 0.5f);
  eye(f, {0.48, -0.05}, 0.06);
  return f;
}

}  // namespace

Figure fish(int leaf, Random& random) {
  switch (leaf) {
    case clownfish:
      return banded(random);
    case shark:
      return hunting(random);
    case pufferfish:
      return inflated(random);
    case angelfish:
      return tall(random);
    default:
      return piercing(random);
  }
}

}  // namespace vantage::core::synthetic
