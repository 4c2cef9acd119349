// SPDX-License-Identifier: Apache-2.0
// init() allocates and touches, with new, far more than the probe allows; a gigabyte at most, should nobody
// stop it.
#include <vector>

#include "hostile.hpp"
static vtg_status init(const vtg_host*, const char*, vtg_error*) {
  std::vector<std::vector<char>> all;
  for (int i = 0; i < 64; ++i) all.emplace_back(16u << 20, 'x');
  return VTG_OK;
}
HOSTILE_EXPORT(hostile::with_init(init));
