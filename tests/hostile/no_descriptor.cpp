// SPDX-License-Identifier: Apache-2.0
// Offers nothing at all.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t) {
  return nullptr;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
