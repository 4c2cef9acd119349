// SPDX-License-Identifier: Apache-2.0
// START HERE: which plugins there are, and the way to their function tables.
#pragma once
#include <filesystem>
#include <map>
#include <mutex>
#include <string>
#include <string_view>
#include <vector>

#include "host/engine/verdict.hpp"
#include "vantage/abi.h"

namespace vantage::engine {

struct RegistryOptions {
  std::vector<std::filesystem::path> plugin_dirs;  // searched first
  std::filesystem::path probe_program;             // `vantage`; empty: the one beside this program
  std::filesystem::path cache_file;                // empty: the user's cache folder, if use_environment
  double probe_seconds = 10;                       // ProbeLimits::seconds
  uint64_t probe_memory = uint64_t{4} << 30;       // bytes
  bool use_environment = true;                     // VANTAGE_PLUGIN_PATH, XDG_DATA_HOME, XDG_CACHE_HOME, HOME
};

/// Finds libraries at construction, reading verdicts from the cache and probing what is new in child
/// processes; loads one only when its table is asked for. All members are thread-safe. References and
/// pointers it returns live as long as it does; tables, as long as the process.
class Registry {
 public:
  /// Does not throw for anything that libraries, folders or cache do: see verdicts().
  explicit Registry(RegistryOptions);
  Registry(const Registry&) = delete;

  /// Libraries and refused folders, good and bad, in search-path order. Of two plugins of one kind and id
  /// the first wins; the later is listed with that reason in an entry of its own.
  const std::vector<Verdict>& verdicts() const { return verdicts_; }

  /// By its id, or by the last dotted component of it where only one ends so; else NULL.
  const PluginInfo* find(std::string_view kind, std::string_view id) const;
  std::vector<const PluginInfo*> of_kind(std::string_view kind) const;
  /// Known ids of this kind near to a mistyped one, nearest first.
  std::vector<std::string> suggestions(std::string_view kind, std::string_view id) const;

  /// Its function table (vtg_explainer_v1, ...). At the first use of the library, checks that the file is
  /// the one that was probed, loads it into this process for good and calls init() once. Throws Error.
  const void* table(const PluginInfo&);

  /// The checkpoint that comes with the program for an architecture; empty where none does.
  std::filesystem::path bundled(const std::string& architecture) const;

  const vtg_host* host() const;

 private:
  struct Loaded {
    const vtg_plugin_entry* entry = nullptr;
    std::string failure;  // why it did not load; asked again, it is not tried again
  };
  const vtg_plugin_entry& load(const std::filesystem::path& file);
  void add(Verdict);

  std::filesystem::path models_;  // of the installation
  std::vector<Verdict> verdicts_;
  std::map<std::string, std::filesystem::path> owners_;  // "kind id" -> library
  std::mutex mutex_;
  std::map<std::filesystem::path, Loaded> loaded_;
};

}  // namespace vantage::engine
