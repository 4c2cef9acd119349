// SPDX-License-Identifier: Apache-2.0
// An entry without a factory.
#include "hostile.hpp"
HOSTILE_EXPORT(hostile::with_factory(nullptr));
