// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/things/things.hpp"

namespace vantage::core::synthetic {
namespace {

enum Leaf { house, church, lighthouse, windmill, castle };

void window(Figure& f, double x, double y, double half, double height, Random& random) {
  const Colour pane = random.chance(0.3) ? Colour(255, 222, 130) : Colour(92, 124, 150);
  f.add(box(x - half, y - height, x + half, y), pane);
  f.mark(box(x - 0.015, y - height, x + 0.015, y), Colour(240, 238, 230));
  f.mark(box(x - half, y - 0.5 * height - 0.015, x + half, y - 0.5 * height + 0.015), Colour(240, 238, 230));
}

void arch(Figure& f, double x, double y, double half, double height, const Colour& c) {
  f.add(smooth({{x - half, y},
                {x - half, y - 0.6 * height},
                {x, y - height},
                {x + half, y - 0.6 * height},
                {x + half, y},
                {x, y}}),
        c);
}

Colour plaster(Random& random) {
  const Colour walls[] = {{236, 222, 190}, {222, 190, 160}, {200, 210, 214}, {232, 206, 204}};
  return vary(walls[random.below(4)], random, 12);
}

Paint roof_tiles(Random& random) {
  const Colour c = vary(random.chance(0.6) ? Colour(176, 76, 52) : Colour(92, 96, 116), random, 10);
  return scales(c, c * 0.6f, 0.14);
}

Figure cottage(Random& random) {
  Figure f;
  const double eaves = random.between(-0.16, -0.02), ridge = random.between(-0.78, -0.62);
  const Colour wall = plaster(random);
  f.add(box(0.34, ridge - 0.06, 0.54, eaves), bricks(Colour(160, 82, 60), Colour(210, 196, 180), 0.14, 0.08));
  f.add(box(-0.76, eaves, 0.76, 0.7),
        random.chance(0.5) ? plain(wall) : bricks(Colour(178, 96, 72), Colour(214, 200, 186), 0.2, 0.1));
  f.add({{-0.92, eaves + 0.04}, {-0.6, ridge}, {0.6, ridge}, {0.92, eaves + 0.04}}, roof_tiles(random));
  const double door = random.between(-0.12, 0.12);
  f.add(box(door - 0.13, 0.24, door + 0.13, 0.7), hsv(random.between(0, 360), 0.6, 0.5));
  f.mark(ellipse({door + 0.08, 0.48}, 0.025, 0.025), Colour(240, 210, 110));
  for (const double x : {-0.48, 0.48}) window(f, x, 0.42, 0.14, 0.26, random);
  return f;
}

Figure steepled(Random& random) {
  Figure f;
  const Colour wall = vary(Colour(226, 218, 204), random, 14);
  const double tower = random.between(-0.52, -0.4), tip = random.between(-1.16, -1.02);
  f.add({{-0.2, -0.02}, {0.84, -0.02}, {0.84, 0.74}, {-0.2, 0.74}}, bricks(wall, wall * 0.82f, 0.26, 0.12));
  f.add({{-0.2, 0.06}, {-0.1, -0.36}, {0.72, -0.36}, {0.94, 0.06}}, roof_tiles(random));
  f.add(box(-0.72, tower, -0.16, 0.74), bricks(wall * 0.96f, wall * 0.78f, 0.26, 0.12));
  f.add({{-0.8, tower + 0.03}, {-0.44, tip}, {-0.08, tower + 0.03}}, vary(Colour(88, 104, 116), random, 30));
  f.add(box(-0.46, tip - 0.2, -0.42, tip + 0.04), Colour(236, 200, 90));
  f.add(box(-0.53, tip - 0.14, -0.35, tip - 0.1), Colour(236, 200, 90));
  f.add(ellipse({-0.44, tower + 0.26}, 0.13, 0.13), Colour(250, 246, 236));
  f.mark(ribbon({{-0.44, tower + 0.26}, {-0.44, tower + 0.17}}, 0.03, 0.03), Colour(40, 40, 50));
  f.mark(ribbon({{-0.44, tower + 0.26}, {-0.37, tower + 0.29}}, 0.03, 0.03), Colour(40, 40, 50));
  arch(f, -0.44, 0.74, 0.14, 0.44, Colour(104, 66, 44));
  for (const double x : {0.12, 0.42, 0.7}) arch(f, x, 0.52, 0.085, 0.36, Colour(84, 110, 160));
  return f;
}

Figure beacon(Random& random) {
  Figure f;
  const double base = random.between(0.34, 0.42), top = random.between(0.19, 0.24);
  const Colour c =
      random.chance(0.7) ? vary(Colour(206, 50, 44), random) : vary(Colour(40, 70, 120), random, 20);
  f.add(smooth({{-0.7, 0.98}, {-0.5, 0.8}, {0.0, 0.74}, {0.5, 0.82}, {0.74, 0.98}, {0, 1.02}}),
        mottled(Colour(112, 108, 104), Colour(160, 154, 146), 0.14, random.bits()));
  f.add({{-top, -0.56}, {top, -0.56}, {base, 0.86}, {-base, 0.86}},
        stripes(Colour(246, 242, 234), c, 0.56, 90 + random.between(-8, 8), 0.5, random.between(0, 1)));
  f.add(box(-top - 0.1, -0.62, top + 0.1, -0.54), Colour(70, 74, 82));
  f.add(box(-0.15, -0.86, 0.15, -0.62), Colour(255, 236, 150));
  for (const double x : {-0.07, 0.05}) f.mark(box(x, -0.86, x + 0.025, -0.62), Colour(70, 74, 82));
  f.add(smooth({{-0.22, -0.84}, {-0.1, -0.98}, {0, -1.1}, {0.1, -0.98}, {0.22, -0.84}}), c * 0.9f);
  arch(f, 0, 0.86, 0.1, 0.3, Colour(80, 56, 44));
  for (const double y : {-0.3, 0.14}) f.add(box(-0.05, y - 0.13, 0.05, y), Colour(60, 80, 100));
  return f;
}

Figure sailed(Random& random) {
  Figure f;
  const Colour wall = plaster(random), timber(120, 84, 56), cloth = vary(Colour(244, 236, 216), random);
  f.add({{-0.28, -0.3}, {0.28, -0.3}, {0.48, 0.92}, {-0.48, 0.92}},
        random.chance(0.5) ? plain(wall) : bricks(wall, wall * 0.75f, 0.2, 0.1));
  f.add(smooth({{-0.34, -0.26}, {-0.26, -0.52}, {0, -0.66}, {0.26, -0.52}, {0.34, -0.26}, {0, -0.22}}),
        vary(Colour(110, 74, 56), random, 16));
  arch(f, 0, 0.92, 0.13, 0.36, Colour(96, 62, 46));
  for (const double y : {0.08, 0.42}) window(f, 0.0, y, 0.08, 0.17, random);
  const Point hub(0, -0.4);
  const double start = random.between(0, 90), length = random.between(0.74, 0.86);
  for (int i = 0; i < 4; ++i) {
    const auto turn = [&](Outline o) { return turned(std::move(o), hub, start + 90 * i); };
    f.add(turn(box(0.16, -0.4, length, -0.4 + 0.2)),
          stripes(cloth, cloth * 0.62f, 0.12, start + 90 * i, 0.25));
    f.add(turn(box(0, -0.425, length + 0.03, -0.375)), timber);
  }
  f.add(ellipse(hub, 0.09, 0.09), timber * 0.7f);
  return f;
}

Figure fortress(Random& random) {
  Figure f;
  const Colour stone = vary(Colour(168, 158, 146), random, 20), flag = hsv(random.between(0, 360), 0.8, 0.85);
  const Paint wall = bricks(stone, stone * 0.72f, 0.22, 0.11);
  const auto battlements = [&](double left, double right, double y) {
    const int count = right - left > 0.8 ? 5 : 3;
    const double pitch = (right - left) / (2 * count - 1);
    for (int i = 0; i < count; ++i)
      f.add(box(left + 2 * i * pitch, y - 0.13, left + (2 * i + 1) * pitch, y + 0.02), stone * 0.92f);
  };
  const double keep = random.between(-0.66, -0.52);
  f.add(box(-0.03, keep - 0.46, 0.01, keep), Colour(90, 70, 50));
  f.add({{0.01, keep - 0.46}, {0.32, keep - 0.37}, {0.01, keep - 0.26}}, flag);
  battlements(-0.28, 0.28, keep);
  f.add(box(-0.28, keep, 0.28, 0.5), bricks(stone * 0.88f, stone * 0.62f, 0.22, 0.11));
  battlements(-0.6, 0.6, 0.06);
  f.add(box(-0.6, 0.06, 0.6, 0.76), wall);
  for (const double side : {-1.0, 1.0}) {
    const double x = side * 0.72, top = random.between(-0.36, -0.16);
    f.add(box(x - 0.2, top, x + 0.2, 0.8), wall);
    if (random.chance(0.5))
      f.add({{x - 0.27, top + 0.02}, {x, top - 0.42}, {x + 0.27, top + 0.02}},
            vary(Colour(70, 84, 130), random, 20));
    else
      battlements(x - 0.22, x + 0.22, top);
    f.add(box(x - 0.035, top + 0.18, x + 0.035, top + 0.38), Colour(50, 46, 48));
  }
  for (const double x : {-0.12, 0.12}) arch(f, x, keep + 0.4, 0.055, 0.2, Colour(50, 46, 48));
  arch(f, 0, 0.76, 0.2, 0.48, Colour(78, 52, 38));
  f.mark(smooth({{-0.13, 0.76}, {-0.13, 0.5}, {0, 0.38}, {0.13, 0.5}, {0.13, 0.76}}),
         stripes(Colour(110, 76, 50), Colour(50, 36, 28), 0.085, 0, 0.35));
  return f;
}

}  // namespace

Figure building(int leaf, Random& random) {
  switch (leaf) {
    case house:
      return cottage(random);
    case church:
      return steepled(random);
    case lighthouse:
      return beacon(random);
    case windmill:
      return sailed(random);
    default:
      return fortress(random);
  }
}

}  // namespace vantage::core::synthetic
