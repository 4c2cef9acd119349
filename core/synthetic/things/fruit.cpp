// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/things/things.hpp"

#include <cmath>

namespace vantage::core::synthetic {
namespace {

enum Leaf { apple, pear, strawberry, pineapple, cherry };

const Colour kWood(104, 74, 44), kLeaf(74, 140, 52), kWhite(255, 255, 255);

void leaf_at(Figure& f, Point root, double length, double degrees, const Colour& c) {
  const auto turn = [&](Outline o) { return turned(std::move(o), root, degrees); };
  f.add(turn(smooth({root, root + Point(0.5 * length, -0.24 * length), root + Point(length, 0),
                     root + Point(0.5 * length, 0.2 * length)})),
        c);
  f.mark(turn(ribbon({root, root + Point(0.9 * length, -0.01)}, 0.03, 0.015)), c * 0.65f);
}

Figure pome(int leaf, Random& random) {
  Figure f;
  const bool long_neck = leaf == pear;
  const Colour skin =
      long_neck ? vary(Colour(188, 190, 62), random, 12)
                : hsv(random.chance(0.7) ? random.between(-8, 14) : random.between(76, 100), 0.8, 0.82);
  const Colour blush =
      long_neck ? vary(Colour(200, 134, 50), random) : vary(Colour(238, 190, 70), random, 16);
  const double wide = random.between(0.64, 0.74), top = long_neck ? -0.9 : -0.52;
  f.add(ribbon({{0.0, top + 0.16}, {0.02, top - 0.12}, {random.between(-0.1, 0.16), top - 0.34}}, 0.07, 0.1),
        kWood);
  leaf_at(f, {0.02, top - 0.1}, 0.5, random.between(-40, 10), vary(kLeaf, random));
  const Paint paint = mottled(skin, blend(skin, blush, 0.8), 0.35, random.bits(), 0.5);
  if (long_neck) {
    const double neck = random.between(0.24, 0.3);
    f.add(smooth({{0, top},
                  {neck, top + 0.14},
                  {neck + 0.08, -0.34},
                  {0.92 * wide, 0.16},
                  {0.8 * wide, 0.62},
                  {0, 0.8},
                  {-0.8 * wide, 0.62},
                  {-0.92 * wide, 0.16},
                  {-neck - 0.08, -0.34},
                  {-neck, top + 0.14}}),
          paint);
    for (int i = 0; i < 14; ++i)
      f.mark(ellipse({random.between(-0.4, 0.4), random.between(-0.2, 0.66)}, 0.02, 0.02), skin * 0.6f);
  } else {
    f.add(smooth({{0, -0.46},
                  {0.34, -0.62},
                  {wide, -0.36},
                  {wide, 0.14},
                  {0.46, 0.66},
                  {0.14, 0.7},
                  {0, 0.64},
                  {-0.14, 0.7},
                  {-0.46, 0.66},
                  {-wide, 0.14},
                  {-wide, -0.36},
                  {-0.34, -0.62}}),
          paint);
    f.mark(smooth({{-0.22, -0.52}, {0.22, -0.52}, {0.0, -0.4}}), skin * 0.5f);
  }
  f.mark(ellipse({-0.5 * wide, long_neck ? 0.14 : -0.22}, 0.09, 0.17, 22), blend(skin, kWhite, 0.65));
  return f;
}

Figure berry(Random& random) {
  Figure f;
  const Colour red = vary(Colour(222, 34, 44), random, 8), green = vary(kLeaf, random);
  const double wide = random.between(0.56, 0.68), tip = random.between(0.84, 1.0);
  f.add(ribbon({{0, -0.5}, {0.04, -0.76}, {0.16, -0.94}}, 0.08, 0.07), green * 0.8f);
  f.add(smooth({{0, -0.5},
                {0.44, -0.56},
                {wide, -0.26},
                {0.74 * wide, 0.28},
                {0.2, tip - 0.08},
                {0, tip},
                {-0.2, tip - 0.08},
                {-0.74 * wide, 0.28},
                {-wide, -0.26},
                {-0.44, -0.56}}),
        red);
  for (int row = 0; row < 6; ++row)
    for (int i = 0; i < 5 - row / 2; ++i) {
      const double y = -0.28 + 0.21 * row, half = wide * (1.0 - 0.15 * row) - 0.1;
      const double x = (i - (4 - row / 2) / 2.0) * 0.24 + (row % 2) * 0.06;
      if (std::abs(x) < half) f.mark(ellipse({x, y}, 0.03, 0.048), Colour(250, 212, 110));
    }
  for (int i = 0; i < 7; ++i)
    leaf_at(f, {0, -0.54}, random.between(0.4, 0.54), -10 + 33.0 * i, green * (i % 2 ? 1.0f : 0.86f));
  f.mark(ellipse({-0.34, -0.2}, 0.06, 0.12, 20), blend(red, kWhite, 0.5));
  return f;
}

Figure crowned(Random& random) {
  Figure f;
  const Colour skin = vary(Colour(220, 154, 44), random, 10), green = vary(Colour(66, 124, 74), random, 14);
  for (const int layer : {0, 1})
    for (int i = 0; i < 7 - 2 * layer; ++i) {
      const double spread = (i - (3 - layer)) * (0.13 + 0.02 * layer);
      f.add(smooth({{spread * 0.4 - 0.09, -0.32},
                    {spread - 0.05, -0.7 + 0.1 * layer},
                    {spread * 2.3, -1.14 + std::abs(spread) * 0.8 + 0.22 * layer},
                    {spread + 0.08, -0.66 + 0.1 * layer},
                    {spread * 0.4 + 0.09, -0.32}}),
            green * (layer ? 1.15f : 0.85f));
    }
  const double wide = random.between(0.42, 0.5);
  const Paint one = stripes(skin, skin * 0.55f, 0.22, 38, 0.2),
              other = stripes(skin, skin * 0.55f, 0.22, -38, 0.2);
  f.add(smooth({{0, -0.42},
                {0.3, -0.36},
                {wide, 0.0},
                {wide, 0.46},
                {0.3, 0.84},
                {0, 0.9},
                {-0.3, 0.84},
                {-wide, 0.46},
                {-wide, 0.0},
                {-0.3, -0.36}}),
        [=](Point p) {
          const Colour a = one(p), b = other(p);
          return a[0] < b[0] ? a : b;
        });
  for (int row = 0; row < 6; ++row)
    for (int i = -1 - (row % 2); i <= 1; ++i)
      f.mark(ellipse({0.28 * i + (row % 2) * 0.14, -0.22 + 0.2 * row}, 0.035, 0.03), Colour(120, 84, 30));
  return f;
}

Figure twins(Random& random) {
  Figure f;
  const Colour red = vary(Colour(168, 16, 42), random, 10), green = vary(Colour(96, 140, 50), random);
  const double apart = random.between(0.36, 0.46), lower = random.between(0.0, 0.14);
  const Point top(random.between(-0.1, 0.2), -0.86);
  leaf_at(f, top, 0.6, random.between(-14, 24), vary(kLeaf, random));
  for (const double side : {-1.0, 1.0}) {
    const Point centre(side * apart, 0.36 + (side > 0 ? lower : 0));
    f.add(ribbon({top, {side * 0.3 * apart + 0.5 * top.x, -0.3}, centre + Point(0, -0.3)}, 0.055, 0.05),
          green);
    f.add(smooth({centre + Point(0, -0.3), centre + Point(0.24, -0.34), centre + Point(0.39, -0.04),
                  centre + Point(0.24, 0.32), centre + Point(0, 0.38), centre + Point(-0.24, 0.32),
                  centre + Point(-0.39, -0.04), centre + Point(-0.24, -0.34)}),
          gradient(red * 1.3f, red * 0.7f, centre + Point(-0.2, -0.3), centre + Point(0.2, 0.4)));
    f.mark(ellipse(centre + Point(-0.16, -0.12), 0.06, 0.1, 25), blend(red, kWhite, 0.75));
  }
  return f;
}

}  // namespace

Figure fruit(int leaf, Random& random) {
  switch (leaf) {
    case strawberry:
      return berry(random);
    case pineapple:
      return crowned(random);
    case cherry:
      return twins(random);
    default:
      return pome(leaf, random);
  }
}

}  // namespace vantage::core::synthetic
