// SPDX-License-Identifier: Apache-2.0
// init() never returns.
#include <unistd.h>

#include "hostile.hpp"
static vtg_status init(const vtg_host*, const char*, vtg_error*) {
  for (;;) pause();
}
HOSTILE_EXPORT(hostile::with_init(init));
