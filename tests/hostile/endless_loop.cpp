// SPDX-License-Identifier: Apache-2.0
// init() never returns.
#include "hostile.hpp"
static vtg_status init(const vtg_host*, const char*, vtg_error*) {
  for (volatile unsigned i = 0;; i = i + 1) {
  }
}
HOSTILE_EXPORT(hostile::with_init(init));
