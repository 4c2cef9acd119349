// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/things/things.hpp"

namespace vantage::core::synthetic {
namespace {

enum Leaf { hammer, saw, screwdriver, spanner, axe };

// Upright: the grip below, the head above.
Colour ash(Random& random) {
  return vary(Colour(206, 156, 98), random, 8);
}

Colour steel(Random& random) {
  return vary(Colour(176, 184, 194), random, 30);
}

void handle(Figure& f, double top, double width, double bend, const Colour& wood, Random& random) {
  f.add(ribbon({{0, top}, {bend, 0.1}, {0, 0.55}}, 0.85 * width, 1.15 * width),
        mottled(wood, wood * 0.72f, 0.05, random.bits(), 0.12));
  if (random.chance(0.5)) {  // a rubber grip over the wood's end
    const Colour rubber = hsv(random.between(0, 360), 0.7, 0.6);
    f.add(ribbon({{0.6 * bend, 0.16}, {0.3 * bend, 0.36}, {0, 0.57}}, 1.25 * width, 1.3 * width),
          stripes(rubber, rubber * 0.6f, 0.1, 90, 0.3));
  }
}

Figure striking(Random& random) {
  Figure f;
  const Colour iron = steel(random);
  handle(f, -0.7, 0.17, 0, ash(random), random);
  const double face = random.between(0.42, 0.52);
  f.add(smooth({{-0.1, -0.86}, {-0.5, -0.84}, {-0.76, -0.62}, {-0.44, -0.68}, {-0.1, -0.6}}), iron * 0.8f);
  f.add(box(-0.14, -0.9, 0.16, -0.56), iron * 0.9f);
  f.add(box(0.14, -0.84, face - 0.08, -0.62), iron * 0.78f);
  f.add(box(face - 0.1, -0.93, face + 0.1, -0.53),
        gradient(iron * 1.2f, iron * 0.7f, {0, -0.93}, {0, -0.53}));
  return f;
}

Figure toothed(Random& random) {
  Figure f;
  const Colour blade = steel(random),
               wood = random.chance(0.5) ? ash(random) : hsv(random.between(0, 360), 0.7, 0.65);
  const double tip = random.between(0.1, 0.18);
  Outline edge{{-0.3, 0.3}, {0.24, 0.3}, {0.24 - tip, -0.82}, {-0.22, -0.82}};
  constexpr int kTeeth = 14;
  for (int i = 0; i < kTeeth; ++i) {
    const double y = -0.8 + 1.1 * i / kTeeth, x = -0.22 - 0.08 * i / kTeeth;
    edge.push_back({x - 0.07, y + 0.02});
    edge.push_back({x, y + 0.075});
  }
  f.add(edge, gradient(blade * 1.15f, blade * 0.8f, {0, -0.82}, {0, 0.3}));
  f.add(
      smooth({{-0.34, 0.24}, {0.3, 0.2}, {0.36, 0.5}, {0.3, 0.9}, {0.04, 0.98}, {-0.22, 0.86}, {-0.3, 0.54}}),
      mottled(wood, wood * 0.75f, 0.06, random.bits(), 0.2));
  f.mark(smooth({{-0.1, 0.46}, {0.14, 0.44}, {0.2, 0.6}, {0.1, 0.76}, {-0.06, 0.74}}), Colour(44, 40, 40));
  for (const Point p : {Point(-0.14, 0.34), Point(0.16, 0.32)})
    f.mark(ellipse(p, 0.04, 0.04), Colour(220, 190, 90));
  return f;
}

Figure driving(Random& random) {
  Figure f;
  const Colour grip = hsv(random.between(0, 360), 0.8, 0.8), shaft = steel(random);
  const double length = random.between(-0.7, -0.52);
  f.add(box(-0.06, length + 0.12, 0.06, 0.2), gradient(shaft * 1.25f, shaft * 0.65f, {-0.06, 0}, {0.06, 0}));
  f.add({{-0.06, length + 0.16},
         {-0.12, length + 0.06},
         {-0.09, length},
         {0.09, length},
         {0.12, length + 0.06},
         {0.06, length + 0.16}},
        shaft * 0.85f);
  f.add(box(-0.11, 0.14, 0.11, 0.26), Colour(50, 50, 56));
  f.add(smooth({{-0.13, 0.24},
                {0.13, 0.24},
                {0.22, 0.44},
                {0.19, 0.8},
                {0.13, 0.98},
                {-0.13, 0.98},
                {-0.19, 0.8},
                {-0.22, 0.44}}),
        stripes(grip, grip * 0.55f, 0.12, 0, 0.3, 0.35));
  f.mark(box(-0.15, 0.86, 0.15, 0.92), Colour(40, 40, 46));
  return f;
}

Figure gripping(Random& random) {
  Figure f;
  const Colour iron = vary(random.chance(0.7) ? Colour(178, 186, 198) : Colour(110, 116, 128), random, 30);
  const double jaw = random.between(0.2, 0.26);
  const Paint body = gradient(iron * 1.2f, iron * 0.75f, {-0.2, 0}, {0.2, 0});
  // With a hole: the inner circle runs the other way round, and the seam lies under the shank.
  Outline ring = ellipse({0, 0.4}, 0.28, 0.28, -90);
  const Outline hole = ellipse({0, 0.4}, 0.14, 0.14, -90);
  ring.push_back(ring.front());
  ring.push_back(hole.front());
  ring.insert(ring.end(), hole.rbegin(), hole.rend());
  f.add(ring, body);
  f.add(box(-0.13, -0.6, 0.13, 0.25), body);
  f.mark(box(-0.05, -0.32, 0.05, 0.1), iron * 0.62f);
  const double outer = jaw + 0.18;
  f.add(turned(smooth({{-jaw, -1.04},
                       {-outer, -0.94},
                       {-outer - 0.02, -0.62},
                       {-0.16, -0.42},
                       {0.16, -0.42},
                       {outer + 0.02, -0.62},
                       {outer, -0.94},
                       {jaw, -1.04},
                       {jaw - 0.02, -0.8},
                       {0, -0.66},
                       {-jaw + 0.02, -0.8}}),
               {0, -0.6}, 14),
        body);
  return f;
}

Figure chopping(Random& random) {
  Figure f;
  const Colour iron = steel(random),
               paint = random.chance(0.5) ? vary(Colour(196, 40, 34), random) : iron * 0.7f;
  handle(f, -0.92, 0.17, random.between(0.02, 0.1), ash(random), random);
  const double bit = random.between(0.5, 0.6);
  f.add(smooth({{-0.22, -0.84},
                {0.1, -0.86},
                {bit - 0.1, -1.0},
                {bit + 0.04, -0.66},
                {bit - 0.08, -0.28},
                {0.12, -0.52},
                {-0.22, -0.54}}),
        paint);
  f.mark(smooth({{bit - 0.12, -0.98},
                 {bit - 0.08, -1.0},
                 {bit + 0.04, -0.66},
                 {bit - 0.08, -0.3},
                 {bit - 0.13, -0.34},
                 {bit - 0.08, -0.66}}),
         blend(iron, Colour(255, 255, 255), 0.5));
  f.add(box(-0.13, -0.9, 0.1, -0.5), paint * 0.8f);
  return f;
}

}  // namespace

Figure tool(int leaf, Random& random) {
  switch (leaf) {
    case hammer:
      return striking(random);
    case saw:
      return toothed(random);
    case screwdriver:
      return driving(random);
    case spanner:
      return gripping(random);
    default:
      return chopping(random);
  }
}

}  // namespace vantage::core::synthetic
