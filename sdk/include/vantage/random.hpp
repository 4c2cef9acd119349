// SPDX-License-Identifier: MIT
// vantage/random.hpp - random numbers that are the same on every run of one seed.
#pragma once
#include <cmath>
#include <cstdint>
#include <random>

namespace vantage {

/// The standard says what std::mt19937_64 returns, but not what its distributions make of that: so they
/// are here.
class Random {
 public:
  explicit Random(uint64_t seed) : bits_(seed) {}
  /// [0,1), 53 random bits.
  double uniform() { return static_cast<double>(bits_() >> 11) * 0x1p-53; }
  /// 0 to n-1, n > 0.
  uint64_t below(uint64_t n) { return static_cast<uint64_t>(uniform() * static_cast<double>(n)); }
  /// Mean 0, variance 1: the ziggurat of Marsaglia and Tsang (2000), with Doornik's (2005) correction that no
  /// bit serves twice. Ninety-eight of a hundred numbers cost one draw and one product.
  double normal() {
    static const Ziggurat z;
    for (;;) {
      const uint64_t bits = bits_();
      const auto layer = static_cast<size_t>(bits & (Ziggurat::kLayers - 1));
      const double x = (static_cast<double>(bits >> 11) * 0x1p-52 - 1) * z.right[layer];
      if (std::abs(x) < z.right[layer + 1]) return x;  // wholly under the curve
      if (layer == 0) return tail(x < 0);
      const double above = z.height(layer, x), below = z.height(layer + 1, x);
      if (below + uniform() * (above - below) < 1) return x;
    }
  }

 private:
  /// Layers of equal area under exp(-x^2/2), the lowest with the tail behind kTail.
  struct Ziggurat {
    static constexpr size_t kLayers = 128;
    static constexpr double kTail = 3.442619855899, kArea = 9.91256303526217e-3;
    double right[kLayers + 1];  ///< where a layer ends; the lowest as wide as its area wants
    Ziggurat() {
      double top = std::exp(-0.5 * kTail * kTail);
      right[0] = kArea / top;
      right[1] = kTail;
      for (size_t i = 2; i < kLayers; ++i) {
        right[i] = std::sqrt(-2 * std::log(kArea / right[i - 1] + top));
        top = std::exp(-0.5 * right[i] * right[i]);
      }
      right[kLayers] = 0;
    }
    /// A layer's edge above the curve at x, as a multiple of the curve.
    double height(size_t layer, double x) const {
      return std::exp(-0.5 * (right[layer] * right[layer] - x * x));
    }
  };
  double tail(bool left) {
    double x = 0, y = 0;
    do {
      x = -std::log(1 - uniform()) / Ziggurat::kTail;
      y = -std::log(1 - uniform());
    } while (2 * y < x * x);
    return left ? -Ziggurat::kTail - x : Ziggurat::kTail + x;
  }

  std::mt19937_64 bits_;
};

}  // namespace vantage
