// SPDX-License-Identifier: Apache-2.0
// A list of parameters without an end.
#include "hostile.hpp"
static const vtg_param_info* param(const char*, uint32_t) {
  static const vtg_param_info p = {sizeof p, VTG_BOOL, 0, 0, "relu",  "ReLU", "",
                                   0,        1,        1, 0, nullptr, nullptr};
  return &p;
}
static const void* factory(const char*) {
  static const vtg_explainer_v1 t = {hostile::needs, param, hostile::create, hostile::destroy,
                                     hostile::explain};
  return &t;
}
HOSTILE_EXPORT(hostile::with_factory(factory));
