// SPDX-License-Identifier: Apache-2.0
// A C++ exception leaves init().
#include <stdexcept>

#include "hostile.hpp"
static vtg_status init(const vtg_host*, const char*, vtg_error*) {
  throw std::runtime_error("boom");
}
HOSTILE_EXPORT(hostile::with_init(init));
