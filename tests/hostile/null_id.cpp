// SPDX-License-Identifier: Apache-2.0
// A descriptor without an id.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t i) {
  static constexpr vtg_descriptor d = hostile::about(nullptr);
  return i == 0 ? &d : nullptr;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
