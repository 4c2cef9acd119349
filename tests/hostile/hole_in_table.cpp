// SPDX-License-Identifier: Apache-2.0
// A table that lacks explain().
#include "hostile.hpp"
static const void* factory(const char*) {
  static const vtg_explainer_v1 t = {hostile::needs, hostile::no_params, hostile::create, hostile::destroy,
                                     nullptr};
  return &t;
}
HOSTILE_EXPORT(hostile::with_factory(factory));
