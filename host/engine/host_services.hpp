// SPDX-License-Identifier: Apache-2.0
// The host as plugins see it: vtg_host with VTG_HOST_CORE, and the jobs that calls are part of.
#pragma once
#include <cstdint>
#include <functional>
#include <random>
#include <string_view>

#include "vantage/abi.h"

namespace vantage::engine {

/// The one host of this process; lives until it ends. Everything it offers is [any] thread.
const vtg_host* plugin_host();

/// What plugins may use per call: threads >= 1 (0: all cores), bytes of scratch memory (0: a quarter of what
/// is free when it is first asked for). Thread-safe; takes effect with the next call.
void configure(int threads, uint64_t memory_bytes);

/// Where plugins' log lines go, one line each; none (the default) drops them. Called from any thread, one
/// line at a time; must not call a plugin.
using LogSink = std::function<void(int level, std::string_view line)>;
void set_log_sink(LogSink);

/// One piece of work: its random numbers and its progress. Used by one thread at a time.
class Job {
 public:
  explicit Job(uint64_t seed = 0) : random_(seed) {}
  Job(const Job&) = delete;
  vtg_job* c() { return reinterpret_cast<vtg_job*>(this); }

  /// Told the fraction in [0,1] and what is being done (may be empty); returns true to stop the work.
  std::function<bool(double, const char*)> on_progress;

  /// A double in [0,1) with 53 random bits: the same seed gives the same bytes on every machine.
  double uniform() { return static_cast<double>(random_() >> 11) * 0x1p-53; }

 private:
  std::mt19937_64 random_;
};

}  // namespace vantage::engine
