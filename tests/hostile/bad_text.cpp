// SPDX-License-Identifier: Apache-2.0
// A name that is no UTF-8 and would colour the terminal.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t i) {
  static vtg_descriptor d = hostile::only;
  d.name = "\x1b[31mred\xff";
  return i == 0 ? &d : nullptr;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
