// SPDX-License-Identifier: Apache-2.0
// The parts of a plugin that is in order; each file beside this one breaks exactly one thing in it.
#pragma once
#include "vantage/abi.h"

namespace hostile {

inline vtg_status init(const vtg_host*, const char*, vtg_error*) {
  return VTG_OK;
}
inline void deinit() {}

inline uint64_t needs(const char*) {
  return 0;
}
inline const vtg_param_info* no_params(const char*, uint32_t) {
  return nullptr;
}
inline vtg_status create(const char*, const vtg_host*, vtg_explainer**, vtg_error*) {
  return VTG_UNSUPPORTED;
}
inline void destroy(vtg_explainer*) {}
inline vtg_status explain(vtg_explainer*, const vtg_explain*, vtg_tensor**, vtg_error*) {
  return VTG_UNSUPPORTED;
}
inline const vtg_explainer_v1 explainer = {needs, no_params, create, destroy, explain};
inline const void* factory(const char*) {
  return &explainer;
}

constexpr vtg_descriptor about(const char* id, const char* kind = VTG_EXPLAINER) {
  return {sizeof(vtg_descriptor), 0, id, kind, "Broken", "1.0.0", "", "", "", nullptr};
}
constexpr vtg_descriptor only = about("broken");
inline const vtg_descriptor* descriptor(uint32_t i) {
  return i == 0 ? &only : nullptr;
}

constexpr vtg_plugin_entry entry() {
  return {
      sizeof(vtg_plugin_entry), VTG_ABI_MAJOR, VTG_ABI_MINOR, 0, nullptr, init, deinit, descriptor, factory};
}
constexpr vtg_plugin_entry with_init(decltype(vtg_plugin_entry::init) f) {
  vtg_plugin_entry e = entry();
  e.init = f;
  return e;
}
constexpr vtg_plugin_entry with_descriptor(decltype(vtg_plugin_entry::descriptor) f) {
  vtg_plugin_entry e = entry();
  e.descriptor = f;
  return e;
}
constexpr vtg_plugin_entry with_factory(decltype(vtg_plugin_entry::factory) f) {
  vtg_plugin_entry e = entry();
  e.factory = f;
  return e;
}

}  // namespace hostile

#define HOSTILE_EXPORT(...) extern "C" VTG_EXPORT const vtg_plugin_entry vtg_plugin = __VA_ARGS__
