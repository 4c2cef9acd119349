// SPDX-License-Identifier: Apache-2.0
// init() refuses, in two lines where one is asked for.
#include <cstring>

#include "hostile.hpp"
static vtg_status init(const vtg_host*, const char*, vtg_error* e) {
  std::strcpy(e->message, "no licence\nfound");
  return VTG_FAILED;
}
HOSTILE_EXPORT(hostile::with_init(init));
