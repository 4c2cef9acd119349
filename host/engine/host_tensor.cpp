// SPDX-License-Identifier: Apache-2.0
#include "host/engine/host_tensor.hpp"

#include <unistd.h>

#include <cstdio>
#include <cstdlib>
#include <fstream>
#include <memory>
#include <new>
#include <string>

namespace vantage::engine {
namespace {

constexpr int32_t kMostDimensions = 8;
constexpr uint64_t kAlignment = 64;

struct HostTensor {
  vtg_tensor tensor{};
  int64_t shape[kMostDimensions] = {}, strides[kMostDimensions] = {};
  void* memory = nullptr;
  ~HostTensor() { std::free(memory); }
};

vtg_status refuse(vtg_error* e, vtg_status status, const char* why) {
  if (e) {
    e->status = status;
    std::snprintf(e->message, sizeof e->message, "cannot make a tensor: %s", why);
  }
  return status;
}

}  // namespace

uint64_t machine_memory() {
  static const uint64_t bytes =
      static_cast<uint64_t>(sysconf(_SC_PHYS_PAGES)) * static_cast<uint64_t>(sysconf(_SC_PAGE_SIZE));
  return bytes;
}

uint64_t free_memory() {
  std::ifstream info("/proc/meminfo");
  std::string word;
  while (info >> word)
    if (uint64_t kilobytes = 0; word == "MemAvailable:" && info >> kilobytes) return kilobytes << 10;
  return machine_memory();
}

vtg_status make_tensor(int32_t ndim, const int64_t* shape, vtg_tensor** out, vtg_error* e) noexcept {
  if (!out || (ndim > 0 && !shape)) return refuse(e, VTG_INVALID, "no shape, or no place for it, was given");
  if (ndim < 0 || ndim > kMostDimensions) return refuse(e, VTG_INVALID, "it may have 0 to 8 dimensions");
  std::unique_ptr<HostTensor> owner(new (std::nothrow) HostTensor);
  if (!owner) return refuse(e, VTG_NO_MEMORY, "out of memory");

  uint64_t bytes = sizeof(float);
  for (int32_t d = 0; d < ndim; ++d) {
    if (shape[d] < 0) return refuse(e, VTG_INVALID, "a dimension is negative");
    // An empty tensor is bounded as if it held something, so that its strides cannot overflow either.
    const auto size = static_cast<uint64_t>(shape[d] > 0 ? shape[d] : 1);
    if (__builtin_mul_overflow(bytes, size, &bytes) || bytes > machine_memory())
      return refuse(e, VTG_NO_MEMORY, "it would be larger than this machine's memory");
  }
  int64_t stride = 1;
  for (int32_t d = ndim; d-- > 0;) {
    owner->shape[d] = shape[d];
    owner->strides[d] = stride;
    stride *= shape[d] > 0 ? shape[d] : 1;
  }
  // calloc() and not memset(): a large tensor's pages stay untouched until they are used.
  owner->memory = std::calloc(1, bytes + kAlignment);
  if (!owner->memory) return refuse(e, VTG_NO_MEMORY, "out of memory");
  const auto address = reinterpret_cast<uintptr_t>(owner->memory);
  vtg_tensor& t = owner->tensor;
  t.major = 1;
  t.manager_ctx = owner.get();
  t.deleter = [](vtg_tensor* gone) { delete static_cast<HostTensor*>(gone->manager_ctx); };
  t.view.data = static_cast<char*>(owner->memory) + (kAlignment - address % kAlignment) % kAlignment;
  t.view.device = {1, 0};  // kDLCPU
  t.view.ndim = ndim;
  t.view.dtype = {2, 32, 1};  // float32
  t.view.shape = owner->shape;
  t.view.strides = owner->strides;
  *out = &t;
  owner.release();  // the deleter has it now
  return VTG_OK;
}

}  // namespace vantage::engine
