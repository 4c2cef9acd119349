// SPDX-License-Identifier: Apache-2.0
// RISE's masks: coarse random grids, made smooth and shifted at random.
#pragma once
#include <algorithm>
#include <vector>

#include "vantage/random.hpp"

namespace vantage {

/// Masks of height x width in [0,1]: cells x cells numbers, each 1 with the given probability, are resized
/// bilinearly (half-pixel centres) to one cell more than the image each way, and the image's size is cut out
/// of that at a random place (Petsiuk et al. 2018, sec. 3.2).
class RandomMasks {
 public:
  RandomMasks(Random random, int64_t cells, double probability, int64_t height, int64_t width)
      : random_(random),
        cells_(cells),
        probability_(probability),
        rows_(cells, height),
        columns_(cells, width) {
    grid_.resize(static_cast<size_t>(cells * cells));
    wide_.resize(static_cast<size_t>(cells * width));
  }

  /// mask: height x width.
  void next(float* mask) {
    for (float& g : grid_) g = random_.uniform() < probability_;
    const int64_t down = rows_.shift(random_), across = columns_.shift(random_);
    const int64_t width = columns_.size;
    for (int64_t r = 0; r < cells_; ++r)
      for (int64_t x = 0; x < width; ++x) {
        const auto [left, right, t] = columns_.at(x + across);
        const float* row = &grid_[static_cast<size_t>(r * cells_)];
        wide_[static_cast<size_t>(r * width + x)] = row[left] + t * (row[right] - row[left]);
      }
    for (int64_t y = 0; y < rows_.size; ++y, mask += width) {
      const auto [above, below, t] = rows_.at(y + down);
      const float *a = &wide_[static_cast<size_t>(above * width)],
                  *b = &wide_[static_cast<size_t>(below * width)];
      for (int64_t x = 0; x < width; ++x) mask[x] = a[x] + t * (b[x] - a[x]);
    }
  }

 private:
  struct Between {
    int64_t before, after;
    float t;  // of the way from one to the other
  };
  struct Axis {
    Axis(int64_t cells, int64_t pixels) : size(pixels), cell((pixels + cells - 1) / cells) {
      const int64_t all = (cells + 1) * cell;
      for (int64_t i = 0; i < all; ++i) {
        const double at =
            (static_cast<double>(i) + 0.5) * static_cast<double>(cells) / static_cast<double>(all) - 0.5;
        const double inside = std::clamp(at, 0.0, static_cast<double>(cells - 1));
        const auto before = static_cast<int64_t>(inside);
        places.push_back(
            {before, std::min(before + 1, cells - 1), static_cast<float>(inside - double(before))});
      }
    }
    int64_t shift(Random& random) const {
      return static_cast<int64_t>(random.below(static_cast<uint64_t>(cell)));
    }
    const Between& at(int64_t i) const { return places[static_cast<size_t>(i)]; }
    int64_t size, cell;
    std::vector<Between> places;
  };

  Random random_;
  int64_t cells_;
  double probability_;
  Axis rows_, columns_;
  std::vector<float> grid_, wide_;  // cells x cells; cells x width
};

}  // namespace vantage
