// SPDX-License-Identifier: Apache-2.0
// The same with malloc(), and without looking at what it returns.
#include <cstdlib>
#include <cstring>

#include "hostile.hpp"
static vtg_status init(const vtg_host*, const char*, vtg_error*) {
  for (int i = 0; i < 1024; ++i) {
    static char* volatile last;
    last = static_cast<char*>(std::malloc(1u << 20));
    std::memset(last, 'x', 1u << 20);
  }
  return VTG_OK;
}
HOSTILE_EXPORT(hostile::with_init(init));
