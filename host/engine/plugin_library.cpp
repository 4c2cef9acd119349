// SPDX-License-Identifier: Apache-2.0
#include "host/engine/plugin_library.hpp"

#include <dlfcn.h>
#include <fmt/format.h>

#include <boost/dll/shared_library.hpp>
#include <cstring>
#include <vector>

#include "host/engine/elf_check.hpp"
#include "host/engine/error.hpp"
#include "host/engine/host_services.hpp"
#include "host/engine/plugin_call.hpp"

namespace vantage::engine {
namespace {

namespace dll = boost::dll;

// Loaded plugins stay mapped until the process ends: unloading one that links LibTorch crashes.
std::vector<dll::shared_library>& residents() {
  static auto* keep = new std::vector<dll::shared_library>;  // leaked on purpose
  return *keep;
}

// dlerror()'s words without the path in front, which the caller names anyway.
std::string loader_words(const std::filesystem::path& file) {
  const char* raw = ::dlerror();
  std::string words = raw ? one_line(raw) : "the system's loader gives no reason";
  const std::string prefix = file.string() + ": ";
  if (words.rfind(prefix, 0) == 0) words.erase(0, prefix.size());
  return words;
}

}  // namespace

const vtg_plugin_entry& open_library(const std::filesystem::path& file) {
  const auto path = std::filesystem::canonical(file);
  check_elf(path);
  constexpr auto mode = static_cast<dll::load_mode::type>(RTLD_NOW | RTLD_LOCAL | RTLD_NODELETE);
  dll::shared_library library;
  dll::fs::error_code failed;
  library.load(path, failed, mode);
  if (failed) throw Error("cannot be loaded: " + loader_words(path));
  if (!library.has("vtg_plugin")) throw Error("not a plugin: no symbol 'vtg_plugin'");
  const auto& entry = library.get<const vtg_plugin_entry>("vtg_plugin");
  residents().push_back(std::move(library));

  // Only the frozen head is read until the version is known to be ours.
  if (entry.abi_major != VTG_ABI_MAJOR || entry.abi_minor > VTG_ABI_MINOR)
    throw Error(fmt::format("needs ABI {}.{}, this host speaks {}.{}", entry.abi_major, entry.abi_minor,
                            VTG_ABI_MAJOR, VTG_ABI_MINOR));
  if (entry.struct_size < offsetof(vtg_plugin_entry, factory) + sizeof entry.factory)
    throw Error(fmt::format("its entry is truncated: struct_size is {}", entry.struct_size));
  if (entry.runtime && std::strcmp(entry.runtime, VANTAGE_RUNTIME) != 0)
    throw Error(fmt::format("needs {}; this host is {}", one_line(entry.runtime, 200), VANTAGE_RUNTIME));
  if (!entry.init || !entry.deinit || !entry.descriptor || !entry.factory)
    throw Error("its entry lacks a function");
  return entry;
}

void initialise(const vtg_plugin_entry& entry, const std::filesystem::path& file) {
  call_plugin("init()", [&](vtg_error* e) { return entry.init(plugin_host(), file.c_str(), e); });
}

bool is_known_kind(const std::string& kind) {
  return kind == VTG_EXPLAINER || kind == VTG_SIMILARITY || kind == VTG_MODEL_LOADER;
}

const void* table_of(const vtg_plugin_entry& entry, const std::string& kind) {
  const void* table = nullptr;
  call_plugin("factory()", [&](vtg_error*) {
    table = entry.factory(kind.c_str());
    return VTG_OK;
  });
  if (!table) throw Error("offers " + kind + " but has no table for it");
  // Every table is a plain row of function pointers.
  const size_t bytes = kind == VTG_EXPLAINER    ? sizeof(vtg_explainer_v1)
                       : kind == VTG_SIMILARITY ? sizeof(vtg_similarity_v1)
                                                : sizeof(vtg_model_loader_v1);
  std::vector<void*> functions(bytes / sizeof(void*));
  std::memcpy(functions.data(), table, bytes);
  for (const void* f : functions)
    if (!f) throw Error("its table for " + kind + " lacks a function");
  return table;
}

}  // namespace vantage::engine
