// SPDX-License-Identifier: Apache-2.0
// exit() in a static initialiser.
#include <cstdlib>

#include "hostile.hpp"
static const int left = (std::exit(3), 0);
HOSTILE_EXPORT(hostile::entry());
extern "C" int use_of_left() {
  return left;
}
