// SPDX-License-Identifier: Apache-2.0
#include "host/engine/registry_cache.hpp"

#include <fmt/format.h>
#include <sys/stat.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/files.hpp"
#include "host/engine/error.hpp"
#include "host/engine/probe_check.hpp"
#include "vantage/abi.h"

namespace vantage::engine {
namespace {

using Json = nlohmann::json;
constexpr uint64_t kLargestCache = uint64_t{64} << 20;
constexpr int64_t kRefusalSeconds = 600;

// Whatever a verdict depends on beyond the library itself.
std::string host_key() {
  return fmt::format("{} abi={}.{} {}", VANTAGE_VERSION, VTG_ABI_MAJOR, VTG_ABI_MINOR, VANTAGE_RUNTIME);
}

std::map<std::string, Verdict> read_cache(const std::filesystem::path& file) {
  std::map<std::string, Verdict> found;
  std::error_code why;
  if (file.empty() || !std::filesystem::exists(file, why)) return found;
  try {
    const auto json = Json::parse(core::read_file(file, kLargestCache), nullptr, false);
    if (!json.is_object() || json.value("host", Json()) != host_key() || !json.contains("verdicts"))
      return found;
    for (const auto& entry : json["verdicts"]) {
      Verdict v = verdict_from_json(entry);
      check_plugins(v.plugins);
      found.emplace(v.file.string(), std::move(v));
    }
  } catch (const std::runtime_error&) {  // damaged: what was read so far may be as well
    found.clear();
  }
  return found;
}

}  // namespace

VerdictCache::VerdictCache(std::filesystem::path file) : file_(std::move(file)), known_(read_cache(file_)) {}

std::optional<Verdict> VerdictCache::find(const std::filesystem::path& library) {
  const auto it = known_.find(library.string());
  struct stat status {};
  if (it == known_.end() || ::stat(library.c_str(), &status) != 0) return {};
  Verdict v = it->second;
  const int64_t age = static_cast<int64_t>(std::time(nullptr)) - v.probed_at;
  if (!v.good() && (age < 0 || age > kRefusalSeconds)) return {};
  const int64_t mtime_ns = status.st_mtim.tv_sec * int64_t{1000000000} + status.st_mtim.tv_nsec;
  const auto size = static_cast<uintmax_t>(status.st_size);
  if (v.size == size && v.mtime_ns == mtime_ns) return v;
  try {
    if (v.size != size || core::sha256_file(library) != v.sha256) return {};
  } catch (const core::Error&) {
    return {};
  }
  v.mtime_ns = mtime_ns;  // touched, not changed
  put(v);
  return v;
}

void VerdictCache::put(const Verdict& v) {
  changed_[v.file.string()] = v;
}

void VerdictCache::save() noexcept {
  if (file_.empty() || changed_.empty()) return;
  try {
    auto all = read_cache(file_);
    for (auto& [path, verdict] : changed_) all[path] = verdict;
    Json verdicts = Json::array();
    std::error_code why;
    for (const auto& [path, verdict] : all)
      if (std::filesystem::exists(path, why)) verdicts.push_back(to_json(verdict));
    std::filesystem::create_directories(file_.parent_path(), why);
    core::write_atomically(file_, Json{{"host", host_key()}, {"verdicts", verdicts}}.dump(
                                      -1, ' ', false, Json::error_handler_t::replace));
    changed_.clear();
  } catch (...) {  // the next start probes again
  }
}

}  // namespace vantage::engine
