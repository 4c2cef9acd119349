// SPDX-License-Identifier: Apache-2.0
// Leaves a process behind that holds every open file. Otherwise in order.
#include <unistd.h>

#include "hostile.hpp"
static vtg_status init(const vtg_host*, const char*, vtg_error*) {
  if (fork() == 0) {
    sleep(60);
    _exit(0);
  }
  return VTG_OK;
}
static const vtg_descriptor* descriptor(uint32_t i) {
  static constexpr vtg_descriptor d = hostile::about("forker");
  return i == 0 ? &d : nullptr;
}
HOSTILE_EXPORT({sizeof(vtg_plugin_entry), VTG_ABI_MAJOR, VTG_ABI_MINOR, 0, nullptr, init, hostile::deinit,
                descriptor, hostile::factory});
