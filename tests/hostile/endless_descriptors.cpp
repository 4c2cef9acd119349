// SPDX-License-Identifier: Apache-2.0
// A list of descriptors without an end.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t) {
  return &hostile::only;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
