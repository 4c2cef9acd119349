// SPDX-License-Identifier: MIT
// vantage/plugin.hpp - what makes a library a plugin: one constant symbol, put together from
// groups of methods (Explainers<...>, Similarities<...>, Loader<...>), each of one kind.
#pragma once
#include <vector>

#include "vantage/params.hpp"

namespace vantage {

namespace detail {
// The member of T... whose descriptor carries this id; calls use(T*) with it.
template <class... T, class F>
bool with_id(const char* id, F&& use) {
  return ((same(T::about.id, id) ? (use(static_cast<T*>(nullptr)), true) : false) || ...);
}
template <class T>
const Params& params_of() {
  static const Params all = T::params();
  return all;
}
template <class... T>
const vtg_param_info* param_of(const char* id, uint32_t i) noexcept {
  const vtg_param_info* found = nullptr;
  try {
    with_id<T...>(id, [&](auto* t) {
      const auto& all = params_of<std::remove_pointer_t<decltype(t)>>();
      if (i < all.size()) found = &all[i];
    });
  } catch (...) {
  }
  return found;
}
}  // namespace detail

template <class... Group>
struct Library {
  static vtg_status VTG_CALL init(const vtg_host* h, const char*, vtg_error* e) {
    if (h->abi_major == VTG_ABI_MAJOR) return VTG_OK;
    return detail::set(e, VTG_UNSUPPORTED, "the host speaks another major version of the ABI");
  }
  static void VTG_CALL deinit() {}
  static const vtg_descriptor* VTG_CALL descriptor(uint32_t i) {
    const vtg_descriptor* found = nullptr;
    uint32_t before = 0;
    ((found = found ? found : Group::descriptor(i - before), before += Group::count), ...);
    return found;
  }
  static const void* VTG_CALL factory(const char* kind) {
    const void* table = nullptr;
    ((table = same(kind, Group::kind) ? Group::table() : table), ...);
    return table;
  }
};

namespace detail {
template <class... T>
const vtg_descriptor* descriptor_of(uint32_t i) {
  static const vtg_descriptor* const all[] = {&T::about...};
  return i < sizeof...(T) ? all[i] : nullptr;
}
}  // namespace detail
}  // namespace vantage

/// RUNTIME: nullptr for a portable plugin, else the exact token that the host must carry.
#define VTG_EXPORT_PLUGIN(RUNTIME, ...)                                                                 \
  extern "C" VTG_EXPORT const vtg_plugin_entry vtg_plugin = {sizeof(vtg_plugin_entry),                  \
                                                             VTG_ABI_MAJOR,                             \
                                                             /*the least minor it needs*/ 0,            \
                                                             0,                                         \
                                                             RUNTIME,                                   \
                                                             vantage::Library<__VA_ARGS__>::init,       \
                                                             vantage::Library<__VA_ARGS__>::deinit,     \
                                                             vantage::Library<__VA_ARGS__>::descriptor, \
                                                             vantage::Library<__VA_ARGS__>::factory};
