// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/things/things.hpp"

namespace vantage::core::synthetic {
namespace {

enum Leaf { robin, duck, owl, flamingo, toucan };

void eye(Figure& f, Point at, double r, const Colour& iris) {
  f.add(ellipse(at, r, r), iris);
  f.mark(ellipse(at, 0.6 * r, 0.6 * r), Colour(20, 18, 22));
  f.mark(ellipse(at + Point(0.2 * r, -0.25 * r), 0.22 * r, 0.22 * r), Colour(255, 255, 255));
}

void legs(Figure& f, double x, double top, double bottom, double width, const Colour& c) {
  for (const double side : {-0.12, 0.1}) {
    f.add(ribbon({{x + side, top}, {x + side + 0.02, (top + bottom) / 2}, {x + side, bottom}}, width, width),
          c);
    f.add(ribbon({{x + side - 0.04, bottom}, {x + side + 0.1, bottom + 0.02}}, width * 1.3, width), c);
  }
}

// A wing with three rows of feathers, its tip at the back.
void wing(Figure& f, Point shoulder, double length, double height, double degrees, const Colour& c) {
  const auto shape = [&](double l, double h) {
    return turned(smooth({shoulder + Point(0.08, -0.3 * h), shoulder + Point(0.05, 0.6 * h),
                          shoulder + Point(-0.5 * l, 0.75 * h), shoulder + Point(-l, 0.35 * h),
                          shoulder + Point(-0.55 * l, -0.35 * h)}),
                  shoulder, degrees);
  };
  f.add(shape(length, height), stripes(c, c * 0.72f, 0.13, 68, 0.35));
  f.add(shape(0.68 * length, 0.72 * height), c * 1.08f);
  f.mark(shape(0.4 * length, 0.4 * height), c * 1.2f);
}

Figure perching(int leaf, Random& random) {
  Figure f;
  const bool big = leaf == toucan;
  const Colour back = vary(big ? Colour(38, 36, 48) : Colour(124, 94, 66), random);
  const Colour front = vary(big ? Colour(246, 238, 200) : Colour(222, 92, 34), random);
  const double tilt = random.between(-10, 10), plump = random.between(0.92, 1.1);
  legs(f, 0.02, 0.3, 0.72, 0.045, big ? Colour(84, 110, 140) : Colour(96, 70, 54));
  f.add(turned(ribbon({{-0.4, 0.12}, {-0.7, 0.32}, {big ? -1.0 : -0.92, big ? 0.62 : 0.4}}, 0.26, 0.16),
               {0, 0}, tilt),
        back * 0.85f);
  f.add(turned(smooth({{0.34, -0.4},
                       {0.52 * plump, -0.02},
                       {0.3, 0.36 * plump},
                       {-0.12, 0.38 * plump},
                       {-0.5, 0.14},
                       {-0.2, -0.26}}),
               {0, 0}, tilt),
        mottled(back, back * 1.2f, 0.1, random.bits()));
  f.mark(smooth({{0.4, -0.36}, {0.5 * plump, -0.02}, {0.3, 0.3}, {0.06, big ? 0.0 : 0.26}, {0.2, -0.2}}),
         front);
  wing(f, {0.08, -0.08}, 0.6, 0.34, -28 + tilt, back);
  const Point head(0.4, -0.5);
  if (big) {
    const Colour bill = vary(Colour(248, 150, 24), random, 14);
    f.add(smooth({{0.56, -0.68}, {0.86, -0.74}, {1.16, -0.6}, {1.26, -0.36}, {1.02, -0.44}, {0.6, -0.4}}),
          gradient(bill, vary(Colour(226, 60, 30), random), {0.6, -0.5}, {1.3, -0.5}));
    f.mark(smooth({{1.12, -0.6}, {1.22, -0.44}, {1.24, -0.34}, {1.14, -0.42}}), Colour(26, 24, 28));
    f.mark(ribbon({{0.6, -0.53}, {0.9, -0.57}, {1.18, -0.45}}, 0.02, 0.02), Colour(110, 50, 20));
  } else {
    f.add({{0.58, -0.56}, {0.86, -0.46}, {0.58, -0.42}}, Colour(72, 58, 50));
  }
  f.add(ellipse(head, 0.25, 0.23), back);
  f.mark(big ? ellipse(head + Point(0.08, 0.06), 0.16, 0.16)
             : smooth({{0.5, -0.64}, {0.64, -0.5}, {0.56, -0.32}, {0.36, -0.34}, {0.4, -0.5}}),
         front);
  eye(f, head + Point(0.08, -0.05), big ? 0.075 : 0.06, big ? Colour(64, 130, 200) : Colour(46, 34, 30));
  return f;
}

Figure swimming(Random& random) {
  Figure f;
  const Colour body = vary(Colour(176, 160, 140), random), head = vary(Colour(22, 112, 72), random, 12);
  legs(f, 0, 0.3, 0.56, 0.06, Colour(240, 130, 30));
  f.add(smooth({{-0.6, 0.02}, {-0.98, -0.3}, {-0.88, 0.02}, {-0.7, 0.24}}), Colour(238, 234, 226));
  f.add(smooth({{0.5, -0.22}, {0.66, 0.06}, {0.4, 0.38}, {-0.3, 0.42}, {-0.76, 0.1}, {-0.3, -0.16}}),
        mottled(body, body * 0.8f, 0.09, random.bits(), 2));
  f.mark(smooth({{0.48, -0.2}, {0.64, 0.06}, {0.42, 0.34}, {0.28, 0.1}}), vary(Colour(116, 66, 46), random));
  wing(f, {0.2, 0.0}, 0.72, 0.3, 4, vary(Colour(140, 130, 122), random));
  f.mark(turned(box(-0.24, 0.1, 0.0, 0.17), {0, 0}, 4), Colour(50, 80, 170));
  const double neck = random.between(0.5, 0.62);
  f.add(ribbon({{0.46, -0.02}, {0.5, -0.3}, {0.52, -neck}}, 0.32, 0.26), head);
  f.mark(ribbon({{0.34, -0.16}, {0.64, -0.16}}, 0.07, 0.07), Colour(248, 246, 240));
  f.add(smooth({{0.68, -neck - 0.12}, {0.98, -neck + 0.02}, {1.02, -neck + 0.1}, {0.7, -neck + 0.12}}),
        vary(Colour(246, 186, 40), random));
  f.add(ellipse({0.55, -neck - 0.04}, 0.23, 0.21),
        gradient(head * 1.25f, head * 0.8f, {0.5, -neck - 0.2}, {0.5, -neck + 0.2}));
  eye(f, {0.62, -neck - 0.1}, 0.06, Colour(240, 230, 200));
  return f;
}

Figure nocturnal(Random& random) {
  Figure f;
  const Colour coat = vary(Colour(142, 104, 66), random, 10), pale = vary(Colour(226, 202, 164), random);
  legs(f, 0, 0.66, 0.84, 0.08, Colour(214, 160, 60));
  f.add(smooth({{-0.2, 0.5}, {0.2, 0.5}, {0.14, 0.98}, {-0.14, 0.98}}),
        stripes(coat * 0.8f, coat * 0.55f, 0.16, 90));
  f.add(
      smooth(
          {{0, -0.62}, {0.46, -0.2}, {0.46, 0.4}, {0.14, 0.78}, {-0.14, 0.78}, {-0.46, 0.4}, {-0.46, -0.2}}),
      mottled(coat, coat * 0.75f, 0.08, random.bits()));
  f.mark(smooth({{0, -0.25}, {0.28, 0.1}, {0.2, 0.56}, {0, 0.7}, {-0.2, 0.56}, {-0.28, 0.1}}),
         scales(pale, coat * 0.7f, 0.17));
  for (const double side : {-1.0, 1.0})
    f.add(smooth({{side * 0.4, -0.24}, {side * 0.58, 0.12}, {side * 0.44, 0.68}, {side * 0.28, 0.4}}),
          stripes(coat * 0.9f, coat * 0.62f, 0.14, 80));
  for (const double side : {-1.0, 1.0})
    f.add({{side * 0.16, -0.84}, {side * 0.5, -1.12}, {side * 0.46, -0.66}}, coat * 0.8f);
  f.add(smooth({{0, -0.96},
                {0.42, -0.86},
                {0.5, -0.52},
                {0.22, -0.26},
                {-0.22, -0.26},
                {-0.5, -0.52},
                {-0.42, -0.86}}),
        coat);
  const double look = random.between(-0.03, 0.03), r = random.between(0.19, 0.23);
  for (const double side : {-0.21, 0.21}) {
    f.add(ellipse({side, -0.6}, r, r), pale);
    eye(f, {side + look, -0.6}, 0.62 * r, vary(Colour(250, 186, 40), random, 16));
  }
  f.add({{-0.07, -0.5}, {0.07, -0.5}, {0, -0.34}}, Colour(90, 76, 60));
  return f;
}

Figure wading(Random& random) {
  Figure f;
  const Colour pink = vary(Colour(242, 130, 150), random, 10);
  const double reach = random.between(-0.06, 0.08);
  legs(f, -0.12, 0.1, 1.1, 0.045, pink * 0.85f);
  f.add(smooth({{-0.4, -0.1}, {-0.72, 0.16}, {-0.4, 0.2}}), pink * 0.85f);
  f.add(ribbon({{0.16, -0.02}, {0.44, -0.2}, {0.3, -0.52}, {0.2, -0.82}, {0.42 + reach, -1.0}}, 0.2, 0.13),
        pink);
  f.add(smooth({{0.3, -0.12}, {0.28, 0.1}, {-0.1, 0.26}, {-0.5, 0.08}, {-0.2, -0.2}}),
        mottled(pink, pink * 1.1f, 0.12, random.bits()));
  wing(f, {0.08, -0.02}, 0.56, 0.26, -8, pink * 0.94f);
  const Point head(0.46 + reach, -1.0);
  f.add(smooth({head + Point(0.08, -0.08), head + Point(0.3, -0.02), head + Point(0.38, 0.22),
                head + Point(0.24, 0.14), head + Point(0.08, 0.08)}),
        Colour(250, 226, 214));
  f.mark(smooth({head + Point(0.27, -0.01), head + Point(0.37, 0.1), head + Point(0.38, 0.24),
                 head + Point(0.26, 0.12)}),
         Colour(34, 30, 34));
  f.add(ellipse(head, 0.14, 0.12, 20), pink);
  eye(f, head + Point(0.03, -0.02), 0.04, Colour(250, 220, 90));
  return f;
}

}  // namespace

Figure bird(int leaf, Random& random) {
  switch (leaf) {
    case duck:
      return swimming(random);
    case owl:
      return nocturnal(random);
    case flamingo:
      return wading(random);
    default:
      return perching(leaf, random);
  }
}

}  // namespace vantage::core::synthetic
