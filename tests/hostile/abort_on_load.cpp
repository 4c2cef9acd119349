// SPDX-License-Identifier: Apache-2.0
// abort() in a static initialiser.
#include <cstdlib>

#include "hostile.hpp"
static const int aborted = (std::abort(), 0);
HOSTILE_EXPORT(hostile::entry());
extern "C" int use_of_aborted() {
  return aborted;
}
