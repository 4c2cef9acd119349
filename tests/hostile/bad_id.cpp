// SPDX-License-Identifier: Apache-2.0
// An id that would be trouble on a command line.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t i) {
  static constexpr vtg_descriptor d = hostile::about("../Evil id\n");
  return i == 0 ? &d : nullptr;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
