// SPDX-License-Identifier: Apache-2.0
#include "host/engine/host_services.hpp"

#include <unistd.h>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <cstring>
#include <mutex>
#include <string>
#include <thread>

#include "host/engine/error.hpp"
#include "host/engine/host_tensor.hpp"
#include "vantage/abi_layout.h"

namespace vantage::engine {
namespace {

std::atomic<int> thread_limit{0};
std::atomic<uint64_t> memory_limit{0};

// Never destroyed: a plugin's thread may log while the process ends.
struct Log {
  std::mutex mutex;
  LogSink sink;
};
Log& the_log() {
  static auto* log = new Log;
  return *log;
}

void VTG_CALL log(const vtg_host*, int32_t level, const char* text) {
  if (!text) return;
  try {
    Log& l = the_log();
    const std::lock_guard lock(l.mutex);
    if (l.sink) l.sink(level, one_line({text, ::strnlen(text, 4096)}, 2000));
  } catch (...) {  // a log line is never worth a failure
  }
}

int32_t VTG_CALL progress(vtg_job* j, double fraction, const char* text) {
  auto* job = reinterpret_cast<Job*>(j);
  if (!job || !job->on_progress) return 0;
  try {
    return job->on_progress(std::isfinite(fraction) ? std::clamp(fraction, 0.0, 1.0) : 0.0, text ? text : "");
  } catch (...) {  // nobody is left to tell: end the work
    return 1;
  }
}

void VTG_CALL uniform(vtg_job* j, double* out, uint64_t n) {
  auto* job = reinterpret_cast<Job*>(j);
  for (uint64_t i = 0; i < n; ++i) out[i] = job ? job->uniform() : 0.5;
}

int32_t VTG_CALL threads(const vtg_host*) {
  const int n = thread_limit;
  return n > 0 ? n : static_cast<int32_t>(std::max(1u, std::thread::hardware_concurrency()));
}

uint64_t VTG_CALL memory(const vtg_host*) {
  const uint64_t bytes = memory_limit;
  static const uint64_t quarter = free_memory() / 4;  // once: chunk sizes stay the same in one process
  return bytes > 0 ? bytes : quarter;
}

vtg_status VTG_CALL new_tensor(const vtg_host*, int32_t ndim, const int64_t* shape, vtg_tensor** out,
                               vtg_error* e) {
  return make_tensor(ndim, shape, out, e);
}

const void* VTG_CALL get(const vtg_host*, const char* id) {
  static const vtg_host_core core = {log, new_tensor, progress, uniform, threads, memory};
  return id && std::strcmp(id, VTG_HOST_CORE) == 0 ? &core : nullptr;
}

}  // namespace

const vtg_host* plugin_host() {
  static const vtg_host host = {
      sizeof(vtg_host), VTG_ABI_MAJOR, VTG_ABI_MINOR, 0, "vantage", VANTAGE_VERSION, get};
  return &host;
}

void configure(int max_threads, uint64_t memory_bytes) {
  thread_limit = max_threads;
  memory_limit = memory_bytes;
}

void set_log_sink(LogSink sink) {
  Log& l = the_log();
  const std::lock_guard lock(l.mutex);
  l.sink = std::move(sink);
}

}  // namespace vantage::engine
