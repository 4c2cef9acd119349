// SPDX-License-Identifier: Apache-2.0
// init() never returns.
#include "hostile.hpp"
static vtg_status init(const vtg_host*, const char*, vtg_error*) {
  volatile bool forever = true;
  while (forever) {
  }
  return VTG_OK;
}
HOSTILE_EXPORT(hostile::with_init(init));
