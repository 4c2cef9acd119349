// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <random>

namespace vantage::core::synthetic {

// Numbers that are the same on every machine: the standard fixes the engine's bits but no distribution's, so
// the conversions are here. Not thread-safe.
class Random {
 public:
  explicit Random(uint64_t seed) : engine_(seed) {}

  uint64_t bits() { return engine_(); }
  double unit() { return static_cast<double>(engine_() >> 11) * 0x1p-53; }  // [0, 1)
  double between(double low, double high) { return low + (high - low) * unit(); }
  int below(int n) { return static_cast<int>(engine_() % static_cast<uint64_t>(n)); }  // 0 ... n - 1
  bool chance(double probability) { return unit() < probability; }

 private:
  std::mt19937_64 engine_;
};

// A number that looks random, the same for the same arguments: SplitMix64's mixing (Steele, Lea, Flood 2014).
// Seeds of images from a data set's, and textures that need no state.
inline uint64_t mix(uint64_t a, uint64_t b = 0) {
  uint64_t z = a + 0x9e3779b97f4a7c15u * (b + 1);
  z = (z ^ z >> 30) * 0xbf58476d1ce4e5b9u;
  z = (z ^ z >> 27) * 0x94d049bb133111ebu;
  return z ^ z >> 31;
}

}  // namespace vantage::core::synthetic
