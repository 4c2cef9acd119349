// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/things/things.hpp"

namespace vantage::core::synthetic {
namespace {

enum Leaf { ladybird, bee, butterfly, stag_beetle, dragonfly };

const Colour kDark(30, 26, 28);

// Seen from above, the head upwards. Three pairs of legs from the thorax, each with a knee.
void legs(Figure& f, Random& random, double y, double reach, double width, const Colour& c = kDark) {
  for (const double side : {-1.0, 1.0})
    for (int pair = 0; pair < 3; ++pair) {
      const double slant = (pair - 0.8) * 0.32 + random.between(-0.06, 0.06);
      f.add(ribbon({{0, y + 0.1 * pair},
                    {side * 0.62 * reach, y + 0.1 * pair + slant * 0.6},
                    {side * reach, y + 0.1 * pair + slant * 1.7}},
                   width, 0.6 * width),
            c);
    }
}

void antennae(Figure& f, double y, double length, double spread, double width, const Colour& c = kDark) {
  for (const double side : {-1.0, 1.0})
    f.add(ribbon({{side * 0.04, y}, {side * 0.6 * spread, y - 0.6 * length}, {side * spread, y - length}},
                 width, 0.5 * width),
          c);
}

// Both sides of an outline that stands on the right one.
template <class P>
void pair(Figure& f, const Outline& right, const P& paint) {
  f.add(right, paint);
  f.add(mirrored(right), paint);
}

Figure round_beetle(Random& random) {
  Figure f;
  const Colour red = vary(Colour(212, 40, 30), random, 14);
  legs(f, random, -0.2, 0.86, 0.07);
  antennae(f, -0.74, 0.22, 0.22, 0.05);
  f.add(ellipse({0, -0.66}, 0.24, 0.18), kDark);
  f.add(ellipse({0, -0.48}, 0.42, 0.24), kDark);
  for (const double side : {-1.0, 1.0})
    f.mark(ellipse({side * 0.24, -0.54}, 0.1, 0.07), Colour(246, 242, 230));
  const double wide = random.between(0.62, 0.7);
  f.add(smooth({{0, -0.46},
                {0.8 * wide, -0.26},
                {wide, 0.12},
                {0.72 * wide, 0.5},
                {0, 0.72},
                {-0.72 * wide, 0.5},
                {-wide, 0.12},
                {-0.8 * wide, -0.26}}),
        gradient(red * 1.15f, red * 0.8f, {0, -0.4}, {0, 0.7}));
  const double r = random.between(0.09, 0.125);
  for (const double side : {-1.0, 1.0})
    for (const Point p : {Point(0.36, -0.16), Point(0.26, 0.2), Point(0.46, 0.28), Point(0.2, 0.5)})
      f.mark(ellipse({side * p.x, p.y}, r, r), kDark);
  f.mark(ellipse({0, -0.34}, 0.13, 0.1), kDark);
  f.mark(ribbon({{0, -0.4}, {0, 0.7}}, 0.035, 0.03), kDark);
  f.mark(ellipse({-0.24, -0.2}, 0.07, 0.12, 30), blend(red, Colour(255, 255, 255), 0.6));
  return f;
}

Figure striped_flyer(Random& random) {
  Figure f;
  const Colour gold = vary(Colour(240, 178, 36), random);
  legs(f, random, -0.24, 0.62, 0.06);
  antennae(f, -0.72, 0.3, 0.26, 0.045);
  const double spread = random.between(-10, 14);
  const Colour glass(214, 232, 246);
  const auto wing = [&](double length, double width, double degrees, double y) {
    const Outline right = turned(smooth({{0.1, y},
                                         {0.4 * length, y - width},
                                         {length, y - 0.5 * width},
                                         {0.9 * length, y + 0.5 * width},
                                         {0.4 * length, y + 0.4 * width}}),
                                 {0.1, y}, degrees);
    for (const auto& o : {right, mirrored(right)}) f.glaze(o, glass, 0.72);
    const Outline vein =
        turned(ribbon({{0.1, y}, {0.5 * length, y - 0.3 * width}, {0.9 * length, y}}, 0.03, 0.02), {0.1, y},
               degrees);
    f.mark(vein, Colour(120, 130, 140));
    f.mark(mirrored(vein), Colour(120, 130, 140));
  };
  f.add(smooth({{0, -0.2},
                {0.34, 0.04},
                {0.34, 0.44},
                {0.12, 0.84},
                {0, 0.96},
                {-0.12, 0.84},
                {-0.34, 0.44},
                {-0.34, 0.04}}),
        stripes(gold, kDark, 0.3, 90, 0.45, random.unit()));
  wing(0.78, 0.22, 34 + spread, -0.16);
  wing(1.06, 0.32, -4 + spread, -0.26);
  f.add(ellipse({0, -0.28}, 0.31, 0.28), mottled(gold * 0.9f, gold * 0.55f, 0.05, random.bits()));
  f.add(ellipse({0, -0.62}, 0.22, 0.17), kDark);
  for (const double side : {-1.0, 1.0}) f.mark(ellipse({side * 0.14, -0.64}, 0.06, 0.09), Colour(96, 84, 80));
  return f;
}

Figure painted_flyer(Random& random) {
  Figure f;
  const Colour upper = hsv(random.between(-20, 300), 0.85, 0.95), lower = vary(upper * 0.9f, random, 26);
  const double open = random.between(0.84, 1.04);
  const auto x = [&](double v) { return open * v; };
  const Outline hind =
      smooth({{0.06, 0.08}, {x(0.5), 0.0}, {x(0.8), 0.26}, {x(0.66), 0.66}, {x(0.36), 0.78}, {x(0.16), 0.5}});
  const Outline fore = smooth(
      {{0.06, -0.08}, {x(0.4), -0.62}, {x(0.9), -0.84}, {x(1.02), -0.5}, {x(0.8), -0.06}, {x(0.4), 0.1}});
  pair(f, hind, kDark);
  pair(f, fore, kDark);
  const auto inner = [&](const Outline& o, Point centre, double by) {
    Outline small = o;
    for (auto& p : small) p = centre + by * (p - centre);
    return small;
  };
  for (const bool left : {false, true}) {
    const auto side = [&](Outline o) { return left ? mirrored(std::move(o)) : o; };
    f.mark(side(inner(hind, {x(0.4), 0.34}, 0.8)), gradient(lower, lower * 0.75f, {0, 0.1}, {0, 0.7}));
    f.mark(side(inner(fore, {x(0.5), -0.3}, 0.8)),
           gradient(upper * 1.1f, upper * 0.75f, {0, 0}, {x(left ? -1 : 1), -0.7}));
    for (const Point tip :
         {Point(x(0.86), -0.66), Point(x(0.94), -0.48), Point(x(0.68), 0.5), Point(x(0.5), 0.68)})
      f.mark(side(ellipse(tip, 0.055, 0.055)), Colour(252, 246, 226));
    f.mark(side(ellipse({x(0.58), -0.36}, 0.13, 0.13)), kDark);
    f.mark(side(ellipse({x(0.58), -0.36}, 0.075, 0.075)), blend(upper, Colour(255, 255, 255), 0.75));
    for (const double d : {-0.62, -0.2})
      f.mark(side(ribbon({{0.06, -0.04}, {x(0.7), d}}, 0.03, 0.02)), kDark);
  }
  antennae(f, -0.44, 0.4, 0.3, 0.045);
  f.add(smooth({{0, -0.46}, {0.09, -0.2}, {0.07, 0.3}, {0, 0.56}, {-0.07, 0.3}, {-0.09, -0.2}}),
        Colour(58, 46, 42));
  f.add(ellipse({0, -0.42}, 0.1, 0.1), Colour(58, 46, 42));
  return f;
}

Figure horned_beetle(Random& random) {
  Figure f;
  const Colour shell = vary(Colour(84, 48, 30), random, 12);
  legs(f, random, -0.06, 0.72, 0.075, shell * 0.6f);
  const double jaw = random.between(0.9, 1.1);
  for (const double side : {-1.0, 1.0}) {
    f.add(ribbon({{side * 0.14, -0.5}, {side * 0.42, -0.74}, {side * 0.36, -jaw}, {side * 0.08, -jaw - 0.12}},
                 0.17, 0.05),
          shell * 0.85f);
    f.add(ribbon({{side * 0.36, -0.8}, {side * 0.16, -0.84}}, 0.09, 0.03), shell * 0.85f);
  }
  f.add(smooth({{0.26, -0.62}, {0.32, -0.42}, {0, -0.34}, {-0.32, -0.42}, {-0.26, -0.62}, {0, -0.66}}),
        shell * 0.8f);
  f.add(smooth({{0.4, -0.42}, {0.42, -0.16}, {0, -0.08}, {-0.42, -0.16}, {-0.4, -0.42}, {0, -0.46}}),
        shell * 0.92f);
  f.add(smooth({{0.36, -0.14},
                {0.44, 0.2},
                {0.32, 0.64},
                {0, 0.86},
                {-0.32, 0.64},
                {-0.44, 0.2},
                {-0.36, -0.14},
                {0, -0.12}}),
        stripes(shell, shell * 1.25f, 0.16, 0, 0.3));
  f.mark(ribbon({{0, -0.1}, {0, 0.84}}, 0.035, 0.02), shell * 0.4f);
  f.mark(ellipse({-0.2, 0.04}, 0.05, 0.16, 12), blend(shell, Colour(255, 240, 220), 0.5));
  return f;
}

Figure slender_flyer(Random& random) {
  Figure f;
  const Colour body = hsv(random.between(150, 230), 0.8, 0.8), glass(210, 236, 240);
  const double sweep = random.between(-6, 10);
  const auto wing = [&](double length, double y, double degrees) {
    const Outline right = turned(smooth({{0.05, y},
                                         {0.3 * length, y - 0.1},
                                         {0.85 * length, y - 0.12},
                                         {length, y - 0.02},
                                         {0.85 * length, y + 0.1},
                                         {0.3 * length, y + 0.09}}),
                                 {0, y}, degrees);
    const Outline spot = turned(box(0.84 * length, y - 0.13, 0.93 * length, y - 0.06), {0, y}, degrees);
    const Outline vein =
        turned(ribbon({{0.05, y}, {0.5 * length, y - 0.03}, {0.95 * length, y - 0.02}}, 0.028, 0.02), {0, y},
               degrees);
    for (const auto& o : {right, mirrored(right)}) f.glaze(o, glass, 0.7);
    for (const auto& o : {spot, mirrored(spot)}) f.mark(o, kDark);
    for (const auto& o : {vein, mirrored(vein)}) f.mark(o, body * 0.5f);
  };
  wing(1.0, -0.26, 12 + sweep);
  wing(1.08, -0.42, -10 + sweep);
  f.add(ribbon({{0, -0.24}, {random.between(-0.04, 0.04), 0.4}, {random.between(-0.08, 0.08), 1.05}}, 0.15,
               0.09),
        stripes(body, body * 0.4f, 0.17, 90, 0.35));
  f.add(ellipse({0, -0.36}, 0.15, 0.22), gradient(body * 1.2f, body * 0.7f, {0, -0.5}, {0, -0.1}));
  f.add(ellipse({0, -0.64}, 0.13, 0.1), body * 0.8f);
  for (const double side : {-1.0, 1.0})
    f.add(ellipse({side * 0.12, -0.68}, 0.11, 0.11), vary(Colour(170, 40, 50), random, 20));
  return f;
}

}  // namespace

Figure insect(int leaf, Random& random) {
  switch (leaf) {
    case ladybird:
      return round_beetle(random);
    case bee:
      return striped_flyer(random);
    case butterfly:
      return painted_flyer(random);
    case stag_beetle:
      return horned_beetle(random);
    default:
      return slender_flyer(random);
  }
}

}  // namespace vantage::core::synthetic
