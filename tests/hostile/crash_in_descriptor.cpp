// SPDX-License-Identifier: Apache-2.0
// An id that points nowhere.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t i) {
  static vtg_descriptor d = hostile::only;
  d.id = reinterpret_cast<const char*>(16);
  return i == 0 ? &d : nullptr;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
