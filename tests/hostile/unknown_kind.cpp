// SPDX-License-Identifier: Apache-2.0
// Offers only what a later host will know.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t i) {
  static constexpr vtg_descriptor d = hostile::about("later", "vantage.metric/7");
  return i == 0 ? &d : nullptr;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
