// SPDX-License-Identifier: Apache-2.0
// The parent's side of a probe.
#include <fmt/format.h>
#include <signal.h>
#include <sys/stat.h>
#include <unistd.h>

#include <ctime>
#include <nlohmann/json.hpp>

#include "core/error.hpp"
#include "core/files.hpp"
#include "host/engine/child_process.hpp"
#include "host/engine/error.hpp"
#include "host/engine/probe.hpp"
#include "host/engine/probe_check.hpp"

#if defined(__SANITIZE_ADDRESS__) || defined(__SANITIZE_THREAD__)
#define VANTAGE_SANITIZED 1
#elif defined(__has_feature)
#if __has_feature(address_sanitizer) || __has_feature(thread_sanitizer)
#define VANTAGE_SANITIZED 1
#endif
#endif

namespace vantage::engine {
namespace {

std::string signal_text(int number) {
  const char* name = ::sigabbrev_np(number);
  return name ? std::string("SIG") + name : "signal " + std::to_string(number);
}

// Empty where the child has answered in full.
std::string failure(const ChildResult& r, const std::filesystem::path& program, const ProbeLimits& limits) {
  if (!r.started) return "cannot be probed: " + program.string() + " does not run";
  if (r.timed_out) return fmt::format("did not finish within {:g} s", limits.seconds);
  if (r.flooded) return "answered without end while being loaded";
  const bool ended_well = r.signal == 0 && !r.output.empty();
  // A failed malloc() shows as a crash or an exit, with nearly all of the memory in use.
  if (!ended_well && probe_limits_memory() && limits.memory > 0 && r.peak_memory > limits.memory / 10 * 9)
    return "used more than " + memory_text(limits.memory);
  if (r.signal != 0) return "crashed while being loaded (" + signal_text(r.signal) + ")";
  if (r.output.empty())
    return fmt::format("exited by itself with status {} while being loaded", r.exit_status);
  return "";
}

// What the child says is not believed without a look: the library was free to write it.
void take_answer(const std::string& output, Verdict& verdict) {
  const auto json = nlohmann::json::parse(output, nullptr, false);
  if (json.is_discarded()) throw Error("garbled");
  Verdict said = verdict_from_json(json);
  check_plugins(said.plugins);
  if (said.good() && said.plugins.empty()) throw Error("empty");
  verdict.reason = std::move(said.reason);
  verdict.notes = std::move(said.notes);
  verdict.plugins = std::move(said.plugins);
  for (auto& p : verdict.plugins) p.file = verdict.file;
}

}  // namespace

bool probe_limits_memory() {
#ifdef VANTAGE_SANITIZED
  return false;
#else
  return true;
#endif
}

std::string memory_text(uint64_t bytes) {
  const bool whole = bytes >= (uint64_t{1} << 30) && bytes % (uint64_t{1} << 30) == 0;
  return whole ? fmt::format("{} GiB", bytes >> 30) : fmt::format("{} MiB", bytes >> 20);
}

Verdict probe_in_child(const std::filesystem::path& program, const std::filesystem::path& file,
                       const ProbeLimits& limits) {
  Verdict verdict;
  verdict.file = file;
  verdict.probed_at = static_cast<int64_t>(std::time(nullptr));
  try {
    struct stat status {};
    if (::stat(file.c_str(), &status) != 0) throw Error("cannot be read");
    verdict.size = static_cast<uintmax_t>(status.st_size);
    verdict.mtime_ns = status.st_mtim.tv_sec * int64_t{1000000000} + status.st_mtim.tv_nsec;
    verdict.sha256 = core::sha256_file(file);
    ChildLimits child;
    child.cpu_seconds = limits.seconds;
    child.seconds = 6 * limits.seconds;  // LibTorch from a cold disk of a busy machine takes more than ten
    child.memory = probe_limits_memory() ? limits.memory : 0;
    const auto result = run_child({program.string(), "plugins", "probe", file.string()}, child);
    verdict.reason = failure(result, program, limits);
    if (verdict.good()) take_answer(result.output, verdict);
  } catch (const core::Error&) {
    verdict.reason = "cannot be read";
  } catch (const Error& e) {
    verdict.reason = verdict.sha256.empty() ? e.what() : "gave no sensible answer while being loaded";
  }
  return verdict;
}

}  // namespace vantage::engine
