// SPDX-License-Identifier: Apache-2.0
// Offers something that this host knows and something that it does not: the first must be usable.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t i) {
  static constexpr vtg_descriptor all[] = {hostile::about("org.example.known"),
                                           hostile::about("later", "vantage.metric/7")};
  return i < 2 ? &all[i] : nullptr;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
