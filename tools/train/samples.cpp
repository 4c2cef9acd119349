// SPDX-License-Identifier: Apache-2.0
#include "tools/train/samples.hpp"

#include <algorithm>

#include "core/synthetic/draw.hpp"
#include "core/synthetic/taxonomy.hpp"

namespace vantage::train {
namespace {

namespace synthetic = core::synthetic;

// What is done to one picture on its way into a batch.
struct Change {
  bool mirrored = false;
  int64_t dx = 0, dy = 0;  // pixels; the border repeats
  float gain = 1;
};

Change draw_change(int64_t side, synthetic::Random& random) {
  const auto reach = static_cast<double>(side) / 16;
  return {random.chance(0.5), static_cast<int64_t>(random.between(-reach, reach + 1)),
          static_cast<int64_t>(random.between(-reach, reach + 1)),
          static_cast<float>(random.between(0.85, 1.15))};
}

}  // namespace

std::vector<synthetic::Scene> scenes_of(const synthetic::DatasetOptions& options, synthetic::Split split,
                                        int per_class) {
  std::vector<synthetic::Scene> all;
  for (int number = 0; number < per_class; ++number)
    for (int c = 0; c < synthetic::kClasses; ++c)
      all.push_back(synthetic::scene_of(options, split, c, number));
  return all;
}

Samples draw_samples(const std::vector<synthetic::Scene>& scenes, int pixels) {
  const auto count = static_cast<int64_t>(scenes.size()), side = int64_t{pixels};
  Samples all{at::empty({count, side, side, 3}, at::kByte), at::empty({count}, at::kLong)};
  auto* to = all.pixels.data_ptr<uint8_t>();
  auto* label = all.labels.data_ptr<int64_t>();
  for (const auto& s : scenes) {
    to = std::copy_n(synthetic::draw(s, pixels).rgb.ptr<uint8_t>(), side * side * 3, to);
    *label++ = s.object.class_index;
  }
  return all;
}

at::Tensor batch(const Samples& samples, const std::vector<int64_t>& which, const zoo::Architecture& a,
                 int64_t extent, synthetic::Random* random) {
  const auto count = static_cast<int64_t>(which.size()), side = samples.pixels.size(1);
  auto out = at::empty({count, side, side, 3}, at::kFloat);
  float* to = out.data_ptr<float>();
  for (const int64_t n : which) {
    const auto* from = samples.pixels.data_ptr<uint8_t>() + n * side * side * 3;
    const Change change = random ? draw_change(side, *random) : Change{};
    for (int64_t y = 0; y < side; ++y) {
      const int64_t row = std::clamp(y + change.dy, int64_t{0}, side - 1);
      for (int64_t x = 0; x < side; ++x) {
        const int64_t column = std::clamp(x + change.dx, int64_t{0}, side - 1);
        const auto* pixel = from + (row * side + (change.mirrored ? side - 1 - column : column)) * 3;
        for (size_t c = 0; c < 3; ++c) {
          const float value = std::min(1.0f, static_cast<float>(pixel[c]) * change.gain / 255);
          *to++ = (value - a.mean[c]) / a.std[c];
        }
      }
    }
  }
  auto x = out.permute({0, 3, 1, 2});  // channels last, as it lies
  return extent == side ? x : at::upsample_bilinear2d(x, {extent, extent}, false);
}

}  // namespace vantage::train
