// SPDX-License-Identifier: Apache-2.0
// exit(0) in init(): success, but without an answer.
#include <cstdlib>

#include "hostile.hpp"
static vtg_status init(const vtg_host*, const char*, vtg_error*) {
  std::exit(0);
}
HOSTILE_EXPORT(hostile::with_init(init));
