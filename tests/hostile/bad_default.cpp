// SPDX-License-Identifier: Apache-2.0
// A parameter whose default is out of its own range.
#include "hostile.hpp"
static const vtg_param_info* param(const char*, uint32_t i) {
  static const vtg_param_info p = {sizeof p, VTG_INT, 0, 0, "samples", "Samples", "",
                                   1,        100,     1, 0, nullptr,   nullptr};
  return i == 0 ? &p : nullptr;
}
static const void* factory(const char*) {
  static const vtg_explainer_v1 t = {hostile::needs, param, hostile::create, hostile::destroy,
                                     hostile::explain};
  return &t;
}
HOSTILE_EXPORT(hostile::with_factory(factory));
