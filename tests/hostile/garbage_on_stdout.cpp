// SPDX-License-Identifier: Apache-2.0
// Talks while it is loaded, on every stream. Otherwise in order.
#include <cstdio>

#include "hostile.hpp"
static const vtg_descriptor* descriptor(uint32_t i) {
  static constexpr vtg_descriptor d = hostile::about("chatty");
  std::puts("{\"reason\":\"\"} descriptor");
  std::fflush(stdout);
  return i == 0 ? &d : nullptr;
}
static const int said = (std::puts("hello"), std::fflush(stdout), std::fputs("warning!\n", stderr));
HOSTILE_EXPORT(hostile::with_descriptor(descriptor));
extern "C" int use_of_said() {
  return said;
}
