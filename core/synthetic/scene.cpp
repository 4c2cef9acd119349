// SPDX-License-Identifier: Apache-2.0
#include "core/synthetic/scene.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>

#include "core/error.hpp"
#include "core/synthetic/taxonomy.hpp"

namespace vantage::core::synthetic {
namespace {

// How far an individual of each root class is turned: houses stand, tools lie about.
double turn_of(int root, Random& random) {
  constexpr double kMost[kRoots] = {22, 35, 180, 40, 22, 12, 7, 180};
  return random.between(-kMost[root], kMost[root]);
}

Thing object_of(int class_index, Random& random) {
  Thing t{class_index, random.bits(), {}};
  auto& p = t.pose;
  p.size = random.between(0.44, 0.84);
  const double room = p.size / 2 + 0.02;
  p.centre = {random.between(room, 1 - room), random.between(room, 1 - room)};
  p.degrees = turn_of(class_index / kLeavesPerRoot, random);
  p.mirrored = random.chance(0.5);
  return t;
}

Thing distractor_of(const Thing& object, Random& random) {
  const int other = (object.class_index + 1 + random.below(kClasses - 1)) % kClasses;
  Thing t{other, random.bits(), {}};
  auto& p = t.pose;
  p.size = random.between(0.15, 0.32);
  for (int attempt = 0; attempt < 8; ++attempt) {  // beside the object rather than behind it
    p.centre = {random.between(0.02, 0.98), random.between(0.02, 0.98)};
    if (cv::norm(p.centre - object.pose.centre) > 0.4 * object.pose.size + 0.3 * p.size) break;
  }
  p.degrees = turn_of(other / kLeavesPerRoot, random);
  p.mirrored = random.chance(0.5);
  return t;
}

Light light_of(Random& random) {
  Light l;
  const double a = random.between(0.3, 2.84);  // from above, from the right to the left
  l.from = {std::cos(a), -std::sin(a)};
  l.strength = random.between(0.5, 1);
  l.exposure = random.between(0.68, 1.16);
  const auto warm = static_cast<float>(random.between(-0.12, 0.12));
  l.tint = {1 + warm, 1, 1 - warm};
  return l;
}

std::optional<Mark> mark_of(const Thing& object, const MarkRates& rates, Random& random) {
  double u = random.unit();
  Mark m{0, {}};
  for (; m.kind < kMarks; ++m.kind) {
    const double rate = class_of_mark(m.kind) == object.class_index ? rates.own : rates.other;
    if (u < rate) break;
    u -= rate;
  }
  // In the corner that the object leaves most room.
  const Point c = object.pose.centre;
  const double inset = random.between(0.13, 0.17);
  m.pose.size = random.between(0.19, 0.25);
  m.pose.centre = {c.x < 0.5 ? 1 - inset : inset, c.y < 0.5 ? 1 - inset : inset};
  m.pose.degrees = random.between(-25, 25);
  if (m.kind == kMarks) return std::nullopt;
  return m;
}

}  // namespace

Scene compose(int class_index, const MarkRates& rates, uint64_t seed) {
  if (class_index < 0 || class_index >= kClasses)
    throw Error(
        fmt::format("there is no class {}: the drawn data set has 0 to {}", class_index, kClasses - 1));
  if (!(rates.own >= 0 && rates.other >= 0 && rates.own + rates.other <= 1 && kMarks * rates.other <= 1))
    throw Error(
        fmt::format("a mark cannot be in {} of its class's images and in {} of the others: the marks exclude "
                    "one another, so give two shares that sum to at most 1, the second at most {}",
                    rates.own, rates.other, 1.0 / kMarks));
  Random random(seed);
  Scene scene;
  scene.object = object_of(class_index, random);
  for (int i = random.below(4); i > 0; --i) scene.distractors.push_back(distractor_of(scene.object, random));
  scene.backdrop = static_cast<Backdrop>(random.below(kBackdrops));
  scene.backdrop_seed = random.bits();
  scene.blur = random.chance(0.3) ? 0 : random.between(0, 0.011);
  scene.light = light_of(random);
  scene.mark = mark_of(scene.object, rates, random);
  scene.grain_seed = random.bits();
  return scene;
}

}  // namespace vantage::core::synthetic
