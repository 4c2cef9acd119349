// SPDX-License-Identifier: Apache-2.0
#include "host/engine/registry.hpp"

#include <algorithm>
#include <atomic>
#include <system_error>
#include <thread>

#include "core/error.hpp"
#include "core/files.hpp"
#include "host/engine/error.hpp"
#include "host/engine/host_services.hpp"
#include "host/engine/plugin_library.hpp"
#include "host/engine/probe.hpp"
#include "host/engine/registry_cache.hpp"
#include "host/engine/registry_path.hpp"
#include "host/engine/suggest.hpp"

namespace vantage::engine {
namespace {

namespace fs = std::filesystem;

fs::path default_program() {
  std::error_code why;
  return fs::read_symlink("/proc/self/exe", why).parent_path() / "vantage";
}

Verdict refused(const Place& place) {
  Verdict v;
  v.file = place.path;
  v.reason = place.reason;
  return v;
}

// Probes are other processes that mostly wait for the disk: as many at once as there are cores.
std::vector<Verdict> probe_all(const std::vector<fs::path>& files, const RegistryOptions& options) {
  std::vector<Verdict> verdicts(files.size());
  std::atomic<size_t> next{0};
  const auto work = [&] {
    for (size_t i; (i = next++) < files.size();)
      verdicts[i] =
          probe_in_child(options.probe_program, files[i], {options.probe_seconds, options.probe_memory});
  };
  std::vector<std::thread> helpers;
  const size_t workers = std::min<size_t>(files.size(), std::max(1u, std::thread::hardware_concurrency()));
  try {
    for (size_t i = 1; i < workers; ++i) helpers.emplace_back(work);
  } catch (const std::system_error&) {  // no room for another thread: fewer do it
  }
  work();
  for (auto& h : helpers) h.join();
  return verdicts;
}

std::vector<Verdict> judge(const std::vector<Place>& libraries, const RegistryOptions& options) {
  VerdictCache cache(options.cache_file);
  std::vector<Verdict> verdicts;
  std::vector<fs::path> unknown;
  std::vector<size_t> where;
  for (const auto& library : libraries) {
    auto known = library.reason.empty() ? cache.find(library.path) : refused(library);
    if (!known) {
      where.push_back(verdicts.size());
      unknown.push_back(library.path);
    }
    verdicts.push_back(known ? std::move(*known) : Verdict{});
  }
  auto fresh = probe_all(unknown, options);
  for (size_t i = 0; i < fresh.size(); ++i) {
    cache.put(fresh[i]);
    verdicts[where[i]] = std::move(fresh[i]);
  }
  cache.save();
  return verdicts;
}

}  // namespace

Registry::Registry(RegistryOptions options) {
  if (options.probe_program.empty()) options.probe_program = default_program();
  if (options.cache_file.empty() && options.use_environment)
    if (const auto folder = user_folder("XDG_CACHE_HOME", ".cache"); !folder.empty())
      options.cache_file = folder / "vantage/plugins.json";
  models_ = bundled_models(options);
  const auto folders = search_path(options);
  for (const auto& folder : folders)
    if (!folder.reason.empty()) verdicts_.push_back(refused(folder));
  for (auto& verdict : judge(find_libraries(folders), options)) add(std::move(verdict));
}

void Registry::add(Verdict verdict) {
  std::vector<Verdict> later;
  auto& plugins = verdict.plugins;
  for (auto it = plugins.begin(); it != plugins.end();) {
    const auto [owner, is_first] = owners_.emplace(it->kind + " " + it->id, verdict.file);
    if (is_first) {
      ++it;
      continue;
    }
    later.push_back(refused({verdict.file, "'" + it->id + "' is taken by " + owner->second.string()}));
    it = plugins.erase(it);
  }
  if (!verdict.good() || !plugins.empty()) verdicts_.push_back(std::move(verdict));
  for (auto& v : later) verdicts_.push_back(std::move(v));
}

std::vector<const PluginInfo*> Registry::of_kind(std::string_view kind) const {
  std::vector<const PluginInfo*> found;
  for (const auto& v : verdicts_)
    for (const auto& p : v.plugins)
      if (p.kind == kind) found.push_back(&p);
  return found;
}

const PluginInfo* Registry::find(std::string_view kind, std::string_view id) const {
  const PluginInfo* short_match = nullptr;
  size_t short_matches = 0;
  for (const auto* p : of_kind(kind)) {
    if (p->id == id) return p;
    if (std::string_view(p->id).substr(p->id.rfind('.') + 1) == id) {
      short_match = p;
      ++short_matches;
    }
  }
  return short_matches == 1 ? short_match : nullptr;
}

std::vector<std::string> Registry::suggestions(std::string_view kind, std::string_view id) const {
  std::vector<std::string> ids;
  for (const auto* p : of_kind(kind)) ids.push_back(p->id);
  return nearest(std::string(id), ids);
}

fs::path Registry::bundled(const std::string& architecture) const {
  std::error_code why;
  const auto file = models_ / (architecture + ".safetensors");
  return !models_.empty() && fs::is_regular_file(file, why) ? file : fs::path();
}

const vtg_plugin_entry& Registry::load(const fs::path& file) {
  auto& slot = loaded_[file];
  if (!slot.entry && slot.failure.empty()) {
    try {
      const auto probed = std::find_if(verdicts_.begin(), verdicts_.end(),
                                       [&](const Verdict& v) { return v.good() && v.file == file; });
      if (probed == verdicts_.end() || core::sha256_file(file) != probed->sha256)
        throw Error("has changed since this program started; start it again");
      const auto& entry = open_library(file);
      initialise(entry, file);
      slot.entry = &entry;
    } catch (const core::Error&) {
      slot.failure = "cannot be read any more; start this program again";
    } catch (const std::exception& e) {
      slot.failure = one_line(e.what());
    }
  }
  if (!slot.entry) throw Error("plugin library " + file.string() + ": " + slot.failure);
  return *slot.entry;
}

const void* Registry::table(const PluginInfo& plugin) {
  const std::lock_guard lock(mutex_);
  const auto& entry = load(plugin.file);
  try {
    return table_of(entry, plugin.kind);
  } catch (const Error& e) {
    throw Error("plugin '" + plugin.id + "' (" + plugin.file.string() + "): " + e.what());
  }
}

const vtg_host* Registry::host() const {
  return plugin_host();
}

}  // namespace vantage::engine
