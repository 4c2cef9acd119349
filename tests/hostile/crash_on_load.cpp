// SPDX-License-Identifier: Apache-2.0
// SIGSEGV in a static initialiser.
#include "hostile.hpp"
static volatile unsigned long address = 8;
static const int crashed = *reinterpret_cast<volatile int*>(address);
HOSTILE_EXPORT(hostile::entry());
extern "C" int use_of_crashed() {
  return crashed;
}
