// SPDX-License-Identifier: Apache-2.0
// Claims an id that another library has; it comes later in the folder.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t i) {
  static constexpr vtg_descriptor d = hostile::about("org.example.good");
  return i == 0 ? &d : nullptr;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
