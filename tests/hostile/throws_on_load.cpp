// SPDX-License-Identifier: Apache-2.0
// A C++ exception leaves a static initialiser.
#include <stdexcept>

#include "hostile.hpp"
static int thrown() {
  throw std::runtime_error("boom");
}
static const int never = thrown();
HOSTILE_EXPORT(hostile::entry());
extern "C" int use_of_never() {
  return never;
}
