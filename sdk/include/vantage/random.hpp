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
  /// Mean 0, variance 1 (Box and Muller 1958).
  double normal() {
    if (spare_known_) {
      spare_known_ = false;
      return spare_;
    }
    const double radius = std::sqrt(-2 * std::log(1 - uniform())), angle = 6.283185307179586 * uniform();
    spare_ = radius * std::sin(angle);
    spare_known_ = true;
    return radius * std::cos(angle);
  }

 private:
  std::mt19937_64 bits_;
  double spare_ = 0;
  bool spare_known_ = false;
};

}  // namespace vantage
