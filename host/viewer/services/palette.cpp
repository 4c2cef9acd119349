// SPDX-License-Identifier: GPL-3.0-or-later
#include "host/viewer/services/palette.hpp"

namespace vantage::viewer {

const std::array<Rgb, kColours>& colours(Shade shade) {
  static constexpr std::array<Rgb, kColours> kLight = {0xb90241, 0x0040c1, 0x789600, 0x582753,
                                                       0x00806c, 0xe9649b, 0x0096fb, 0x034202};
  static constexpr std::array<Rgb, kColours> kDark = {0xde1a95, 0x0080ff, 0x819801, 0xbebafd,
                                                      0x02f8d6, 0xe78f90, 0xfcdc34, 0x007c4f};
  return shade == Shade::dark ? kDark : kLight;
}

// Behind the eighth the markers move on by one, so that a colour meets each marker once.
RootStyle root_style(size_t index, Shade shade) {
  const size_t colour = index % kColours, turn = index / kColours;
  return {colours(shade)[colour], static_cast<Marker>((colour + turn) % 8)};
}

ModelStyle model_style(size_t index, Shade shade) {
  return {colours(shade)[index % kColours], static_cast<Dash>(index / kColours % 4)};
}

}  // namespace vantage::viewer
