// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>

namespace vantage::viewer {

// A colour in sRGB, without a user interface.
struct Rgb {
  uint8_t r = 0, g = 0, b = 0;
  constexpr Rgb() = default;
  constexpr Rgb(uint32_t hex)  // NOLINT: 0xrrggbb is how colours are written
      : r(static_cast<uint8_t>(hex >> 16)), g(static_cast<uint8_t>(hex >> 8)), b(static_cast<uint8_t>(hex)) {}
  bool operator==(const Rgb&) const = default;
};

}  // namespace vantage::viewer
