// SPDX-License-Identifier: Apache-2.0
// Made for a later, incompatible ABI. Nothing behind the frozen head may be touched.
#include "hostile.hpp"
HOSTILE_EXPORT({8, VTG_ABI_MAJOR + 1, 0, 0, nullptr, nullptr, nullptr, nullptr, nullptr});
