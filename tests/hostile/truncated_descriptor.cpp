// SPDX-License-Identifier: Apache-2.0
// Says that its descriptor holds no more than an id.
#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t i) {
  static const vtg_descriptor d = {16,      0,       "broken", nullptr, nullptr,
                                   nullptr, nullptr, nullptr,  nullptr, nullptr};
  return i == 0 ? &d : nullptr;
}
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
