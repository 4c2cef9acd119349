// SPDX-License-Identifier: Apache-2.0
// Says that its entry ends before its functions.
#include "hostile.hpp"
HOSTILE_EXPORT({24, VTG_ABI_MAJOR, VTG_ABI_MINOR, 0, nullptr, nullptr, nullptr, nullptr, nullptr});
