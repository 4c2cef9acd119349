// SPDX-License-Identifier: MIT
// vantage/core.hpp - comfort, not contract: header-only C++17 over vantage/abi.h.
// Errors as exceptions, tensors that free themselves, the host's services.
// Compiled into each plugin, so it may change with every release.
#pragma once
#include <cstdio>
#include <cstring>
#include <exception>
#include <initializer_list>
#include <memory>
#include <new>
#include <stdexcept>
#include <string>
#include <utility>

#include "vantage/abi_layout.h"

namespace vantage {

/// What went wrong, in one line that a user can act on.
struct Error : std::runtime_error {
  Error(vtg_status s, const std::string& what) : std::runtime_error(what), status(s) {}
  vtg_status status;
};

namespace detail {
inline vtg_status set(vtg_error* e, vtg_status s, const char* text) noexcept {
  if (e) {
    e->status = s;
    std::snprintf(e->message, sizeof e->message, "%s", text);
  }
  return s;
}

// The exception barrier. Every function a table points to goes through here.
template <class F>
vtg_status guard(vtg_error* e, F&& body) noexcept {
  try {
    body();
    return VTG_OK;
  } catch (const Error& x) {
    return set(e, x.status, x.what());
  } catch (const std::bad_alloc&) {
    return set(e, VTG_NO_MEMORY, "out of memory");
  } catch (const std::exception& x) {
    return set(e, VTG_FAILED, x.what());
  } catch (...) {
    return set(e, VTG_FAILED, "unknown exception");
  }
}

// ...and its mirror: a status from the other side becomes an exception on this one.
template <class F>
void check(F&& call) {
  vtg_error e{};
  e.struct_size = sizeof e;
  if (const vtg_status s = call(&e)) {
    e.message[sizeof e.message - 1] = '\0';
    throw Error(s, e.message[0] ? e.message : "failed without saying why");
  }
}
}  // namespace detail

/// A borrowed tensor: CPU, float32, row-major, dense.
class View {
 public:
  explicit View(const vtg_view* v) : v_(v) {}
  int dims() const { return v_->ndim; }
  int64_t size(int d) const { return v_->shape[d]; }
  int64_t count(int from = 0) const {
    int64_t n = 1;
    for (int d = from; d < v_->ndim; ++d) n *= v_->shape[d];
    return n;
  }
  const float* data() const {
    return reinterpret_cast<const float*>(static_cast<const char*>(v_->data) + v_->byte_offset);
  }
  const float* sample(int64_t n) const { return data() + n * count(1); }
  const vtg_view* c() const { return v_; }

 private:
  const vtg_view* v_;
};

/// An owned tensor; frees itself the way its maker asked for.
class Tensor {
 public:
  explicit Tensor(vtg_tensor* t = nullptr) : t_(t) {}
  View view() const { return View(&t_->view); }
  float* data() { return const_cast<float*>(view().data()); }
  float* sample(int64_t n) { return const_cast<float*>(view().sample(n)); }
  vtg_tensor* release() { return t_.release(); }
  explicit operator bool() const { return t_ != nullptr; }

 private:
  struct Free {
    void operator()(vtg_tensor* t) const {
      if (t->deleter) t->deleter(t);
    }
  };
  std::unique_ptr<vtg_tensor, Free> t_;
};

/// The host's services. Cheap to copy; [any] thread.
class Host {
 public:
  explicit Host(const vtg_host* h)
      : h_(h), core_(static_cast<const vtg_host_core*>(h->get(h, VTG_HOST_CORE))) {
    if (!core_) throw Error(VTG_UNSUPPORTED, "this host lacks " VTG_HOST_CORE);
  }
  Tensor zeros(std::initializer_list<int64_t> shape) const {
    return zeros(shape.begin(), static_cast<int>(shape.size()));
  }
  Tensor zeros(const int64_t* shape, int dims) const {
    vtg_tensor* t = nullptr;
    detail::check([&](vtg_error* e) { return core_->new_tensor(h_, dims, shape, &t, e); });
    return Tensor(t);
  }
  int threads() const { return core_->threads(h_); }
  uint64_t memory() const { return core_->memory(h_); }
  void log(int level, const std::string& text) const { core_->log(h_, level, text.c_str()); }
  const vtg_host* c() const { return h_; }

  /// Reports progress in [0,1]; throws VTG_CANCELLED when the user has asked to stop.
  void step(vtg_job* job, double fraction, const char* what = nullptr) const {
    if (core_->progress(job, fraction, what)) throw Error(VTG_CANCELLED, "cancelled");
  }
  /// n doubles in [0,1) from the job's seed: the only randomness a plugin may use.
  void uniform(vtg_job* job, double* out, uint64_t n) const { core_->uniform(job, out, n); }

 private:
  const vtg_host* h_;
  const vtg_host_core* core_;
};

inline bool same(const char* a, const char* b) {
  return a && b && std::strcmp(a, b) == 0;
}

}  // namespace vantage
