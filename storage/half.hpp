// SPDX-License-Identifier: Apache-2.0
// IEEE 754 binary16, because the compilers' own type is not in C++ yet for all that build this.
#pragma once

#include <bit>
#include <cmath>
#include <cstdint>

namespace vantage::storage {

// Nearest, ties to even. For magnitudes up to 65504; larger ones become infinity.
inline uint16_t to_half(float value) {
  const auto sign = static_cast<uint16_t>(std::bit_cast<uint32_t>(value) >> 16 & 0x8000u);
  const float magnitude = std::fabs(value);
  if (!(magnitude < 65520.0f)) return static_cast<uint16_t>(sign | 0x7c00u);
  if (magnitude == 0.0f) return sign;
  int exponent = 0;
  std::frexp(magnitude, &exponent);
  if (exponent < -13) exponent = -13;  // subnormal halves share the smallest exponent
  // A half has 11 significant bits: in units of the last one the magnitude is a whole number up to 2048.
  const auto units = static_cast<int>(std::nearbyint(std::ldexp(magnitude, 11 - exponent)));
  // The hidden bit is 1024 units, which adds one to the exponent field; so does a carry to 2048.
  return static_cast<uint16_t>(sign | ((exponent + 13) * 1024 + units));
}

inline float from_half(uint16_t half) {
  const int exponent = half >> 10 & 31, fraction = half & 1023;
  float magnitude = 0;
  if (exponent == 31) {
    magnitude = fraction ? std::nanf("") : HUGE_VALF;
  } else {
    magnitude = exponent ? std::ldexp(static_cast<float>(1024 + fraction), exponent - 25)
                         : std::ldexp(static_cast<float>(fraction), -24);
  }
  return half & 0x8000 ? -magnitude : magnitude;
}

}  // namespace vantage::storage
