// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/things/things.hpp"

namespace vantage::core::synthetic {
namespace {

enum Leaf { daisy, sunflower, tulip, rose, poppy };

const Colour kStem(84, 134, 56);

// The bloom stands around (0, -0.45); stem and leaves below it.
void stem(Figure& f, Random& random, double leaf_width, double thickness) {
  const Colour green = vary(kStem, random, 12);
  const double bend = random.between(-0.14, 0.14);
  f.add(ribbon({{0, -0.4}, {bend, 0.3}, {0.4 * bend, 1.0}}, thickness, 1.2 * thickness), green);
  for (const double side : {-1.0, 1.0}) {
    const double y = random.between(0.4, 0.8), lift = random.between(0.2, 0.46);
    f.add(smooth({{bend, y},
                  {side * 0.26 + bend, y - 0.3 * lift - leaf_width},
                  {side * 0.56, y - lift},
                  {side * 0.3 + bend, y - 0.1 * lift + 0.3 * leaf_width}}),
          green * 0.88f);
    f.mark(ribbon({{bend, y},
                   {side * 0.28 + bend, y - 0.3 * lift - 0.2 * leaf_width},
                   {side * 0.5, y - 0.9 * lift}},
                  0.025, 0.015),
           green * 0.6f);
  }
}

void petals(Figure& f, Point centre, int count, double length, double width, double start,
            const Paint& paint) {
  for (int i = 0; i < count; ++i)
    f.add(turned(smooth({centre, centre + Point(0.35 * length, -width), centre + Point(0.8 * length, -width),
                         centre + Point(length, 0), centre + Point(0.8 * length, width),
                         centre + Point(0.35 * length, width)}),
                 centre, start + 360.0 * i / count),
          paint);
}

Figure rayed(int leaf, Random& random) {
  Figure f;
  const bool sun = leaf == sunflower;
  const Point heart(0, -0.42);
  stem(f, random, sun ? 0.16 : 0.07, sun ? 0.1 : 0.07);
  const Colour ray = vary(sun ? Colour(250, 190, 26) : Colour(250, 246, 244), random, sun ? 10 : 30);
  const int count = sun ? 17 + random.below(4) : 12 + random.below(4);
  const double start = random.between(0, 40);
  if (sun) petals(f, heart, count, 0.66, 0.09, start + 9, plain(ray * 0.82f));
  petals(f, heart, count, sun ? 0.6 : 0.58, sun ? 0.085 : 0.095, start, plain(ray));
  if (sun) {
    f.add(ellipse(heart, 0.33, 0.33), dots(Colour(92, 56, 28), Colour(48, 30, 20), 0.075, 0.024));
    f.mark(ellipse(heart, 0.15, 0.15), dots(Colour(120, 92, 40), Colour(70, 50, 26), 0.06, 0.02));
  } else {
    f.add(ellipse(heart, 0.19, 0.17),
          dots(vary(Colour(250, 194, 34), random), Colour(216, 140, 20), 0.07, 0.02));
  }
  return f;
}

Figure cupped(Random& random) {
  Figure f;
  stem(f, random, 0.02, 0.08);
  const double hues[] = {352, 12, 44, 288, 330};
  const Colour c = hsv(hues[random.below(5)] + random.between(-8, 8), 0.78, 0.92);
  const double open = random.between(0.34, 0.46), top = random.between(-1.02, -0.92);
  for (const double side : {-1.0, 1.0})
    f.add(smooth({{0, -0.2},
                  {side * 0.3, -0.28},
                  {side * (open + 0.06), -0.6},
                  {side * open, top + 0.04},
                  {side * 0.16, -0.7}}),
          gradient(c * 0.95f, c * 0.7f, {0, -0.9}, {0, -0.2}));
  f.add(smooth({{-0.22, -0.7}, {0, top - 0.08}, {0.22, -0.7}, {0.1, -0.4}, {-0.1, -0.4}}), c * 0.72f);
  f.add(smooth({{0, -0.16},
                {0.27, -0.3},
                {0.31, -0.62},
                {0.15, top + 0.12},
                {0, -0.76},
                {-0.15, top + 0.12},
                {-0.31, -0.62},
                {-0.27, -0.3}}),
        gradient(c * 1.15f, c * 0.82f, {0, -0.9}, {0, -0.2}));
  f.mark(ribbon({{0, -0.72}, {0.02, -0.5}, {0, -0.26}}, 0.03, 0.02), c * 0.6f);
  return f;
}

Figure whorled(Random& random) {
  Figure f;
  stem(f, random, 0.1, 0.075);
  const double hues[] = {348, 350, 336, 24, 50};
  const Colour c = hsv(hues[random.below(5)] + random.between(-6, 6), random.between(0.6, 0.85), 0.88);
  const Point heart(0, -0.46);
  for (const double side : {-1.0, 1.0})
    f.add(smooth({{0, -0.08}, {side * 0.24, -0.1}, {side * 0.42, 0.06}, {side * 0.14, 0.02}}), kStem * 0.9f);
  double degrees = random.between(0, 360);
  for (int ring = 0; ring < 4; ++ring) {
    const double r = 0.5 - 0.125 * ring;
    const int count = 5 - ring / 2;
    for (int i = 0; i < count; ++i) {
      const Point p = turned({heart + Point(0.46 * r, 0)}, heart, degrees + 360.0 * i / count)[0];
      f.add(ellipse(p, 0.66 * r, 0.52 * r, degrees + 360.0 * i / count + 90),
            c * static_cast<float>((ring % 2 ? 0.82 : 1.04) - 0.05 * ring));
    }
    degrees += 36 + 10 * ring;
  }
  f.mark(ribbon({heart + Point(-0.07, 0.03), heart + Point(0, -0.08), heart + Point(0.08, 0),
                 heart + Point(0.01, 0.05)},
                0.04, 0.03),
         c * 0.5f);
  return f;
}

Figure papery(Random& random) {
  Figure f;
  stem(f, random, 0.05, 0.055);
  const Colour c = vary(Colour(232, 50, 30), random, 10);
  const Point heart(0, -0.42);
  const double start = random.between(0, 90);
  const auto crinkle = [&] { return random.between(0.86, 1.12); };
  for (const int i : {0, 2, 1, 3}) {
    const Outline knots{{0, 0},       {0.16, -0.36}, {0.4, -0.5},  {0.56, -0.24},
                        {0.58, 0.04}, {0.5, 0.26},   {0.38, 0.46}, {0.14, 0.3}};
    Outline petal;
    for (const auto& p : knots) petal.push_back(heart + crinkle() * p);
    f.add(turned(smooth(petal), heart, start + 90 * i),
          stripes(c, c * 0.86f, 0.11, start + 90 * i + 90, 0.35));
    f.mark(turned(ellipse(heart + Point(0.2, 0), 0.14, 0.11), heart, start + 90 * i), Colour(40, 22, 30));
  }
  f.add(ellipse(heart, 0.12, 0.12), Colour(112, 136, 66));
  for (int i = 0; i < 9; ++i)
    f.mark(turned(ellipse(heart + Point(0.19, 0), 0.03, 0.03), heart, 40.0 * i), Colour(26, 20, 24));
  f.mark(star(heart, 7, 0.1, 0.03), Colour(60, 70, 36));
  return f;
}

}  // namespace

Figure flower(int leaf, Random& random) {
  switch (leaf) {
    case tulip:
      return cupped(random);
    case rose:
      return whorled(random);
    case poppy:
      return papery(random);
    default:
      return rayed(leaf, random);
  }
}

}  // namespace vantage::core::synthetic
