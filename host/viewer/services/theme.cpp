// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/services/theme.hpp"

namespace vantage::viewer {

const ThemeColours& theme_colours(Shade shade) {
  static constexpr ThemeColours kLight{Shade::light, 0xf3f4f6, 0xffffff, 0x1c1f24, 0x5f6670,
                                       0xe3e5e9,     0xc3c8cf, 0x1a5fb4, 0xffffff, 0xb3261e};
  static constexpr ThemeColours kDark{Shade::dark, 0x26292e, 0x1e2024, 0xe6e8eb, 0x9aa1ab,
                                      0x34383f,    0x4a4f58, 0x6cb2ff, 0x10151c, 0xff8a80};
  return shade == Shade::dark ? kDark : kLight;
}

Shade shade_of(Theme theme, bool desktop_is_dark) {
  if (theme == Theme::automatic) return desktop_is_dark ? Shade::dark : Shade::light;
  return theme == Theme::dark ? Shade::dark : Shade::light;
}

}  // namespace vantage::viewer
