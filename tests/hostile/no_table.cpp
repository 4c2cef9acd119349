// SPDX-License-Identifier: Apache-2.0
// Offers an explainer and has no table for it.
#include "hostile.hpp"
static const void* factory(const char*) {
  return nullptr;
}
HOSTILE_EXPORT(hostile::with_factory(factory));
