// SPDX-License-Identifier: Apache-2.0
// The least a plugin needs around it: a vtg_host with VTG_HOST_CORE and a way to load a .vplugin by its
// path. Knows nothing of the engine, so what a test sees is the ABI and the plugin alone.
#pragma once
#include <dlfcn.h>

#include <atomic>
#include <initializer_list>
#include <memory>
#include <random>
#include <stdexcept>
#include <string>
#include <utility>
#include <vector>

#include "vantage/model.hpp"

namespace vantage::test {

/// One job: its random numbers, what it was told, when it asks to stop.
struct TestJob {
  explicit TestJob(uint64_t seed = 0) : random(seed) {}
  vtg_job* c() { return reinterpret_cast<vtg_job*>(this); }
  std::mt19937_64 random;
  std::vector<double> fractions;  ///< every progress report
  size_t stop_after = SIZE_MAX;   ///< reports until the user asks to stop
};

/// Counts the tensors it has handed out and not got back. Outlives all of them.
class TestHost {
 public:
  static inline int32_t thread_count = 1;  // that plugins may keep busy

  explicit TestHost(uint64_t scratch = uint64_t{64} << 20) : memory_(scratch) {
    host_.struct_size = sizeof host_;
    host_.abi_major = VTG_ABI_MAJOR;
    host_.abi_minor = VTG_ABI_MINOR;
    host_.name = "test host";
    host_.version = "1.0.0";
    host_.get = [](const vtg_host*, const char* id) -> const void* {
      static const vtg_host_core core = {log, new_tensor, progress, uniform, threads, memory};
      return same(id, VTG_HOST_CORE) ? &core : nullptr;
    };
  }
  const vtg_host* c() const { return &host_; }
  Host services() const { return Host(&host_); }
  int live_tensors() const { return live_; }

  /// A tensor with the given numbers, row by row.
  Tensor tensor(std::vector<int64_t> shape, const std::vector<float>& values) const {
    vtg_tensor* t = nullptr;
    detail::check([&](vtg_error* e) {
      return new_tensor(&host_, static_cast<int32_t>(shape.size()), shape.data(), &t, e);
    });
    Tensor made(t);
    if (static_cast<size_t>(made.view().count()) != values.size())
      throw std::logic_error("the test gives another number of values than the shape holds");
    std::copy(values.begin(), values.end(), made.data());
    return made;
  }

 private:
  struct Memory {
    vtg_tensor tensor{};
    std::vector<int64_t> shape, strides;
    std::vector<float> values;
    std::atomic<int>* live = nullptr;
  };
  static TestHost& self(const vtg_host* h) {  // host_ is the first member
    return *const_cast<TestHost*>(reinterpret_cast<const TestHost*>(h));
  }
  static void VTG_CALL log(const vtg_host*, int32_t, const char*) {}
  static vtg_status VTG_CALL new_tensor(const vtg_host* h, int32_t n, const int64_t* shape, vtg_tensor** out,
                                        vtg_error* e) {
    return detail::guard(e, [&] {
      auto m = std::make_unique<Memory>();
      m->shape.assign(shape, shape + n);
      m->strides.assign(static_cast<size_t>(n), 1);
      int64_t count = 1;
      for (int32_t d = n; d-- > 0; count *= shape[d]) m->strides[static_cast<size_t>(d)] = count;
      m->values.resize(static_cast<size_t>(count));
      m->live = &self(h).live_;
      ++*m->live;
      vtg_tensor& t = m->tensor;
      t.major = 1;
      t.manager_ctx = m.get();
      t.deleter = [](vtg_tensor* gone) {
        auto* owner = static_cast<Memory*>(gone->manager_ctx);
        --*owner->live;
        delete owner;
      };
      t.view = {m->values.data(), {1, 0}, n, {2, 32, 1}, m->shape.data(), m->strides.data(), 0};
      *out = &m.release()->tensor;
    });
  }
  static int32_t VTG_CALL progress(vtg_job* j, double fraction, const char*) {
    auto& job = *reinterpret_cast<TestJob*>(j);
    job.fractions.push_back(fraction);
    return job.fractions.size() > job.stop_after;
  }
  static void VTG_CALL uniform(vtg_job* j, double* out, uint64_t n) {
    auto& random = reinterpret_cast<TestJob*>(j)->random;
    for (uint64_t i = 0; i < n; ++i) out[i] = static_cast<double>(random() >> 11) * 0x1p-53;
  }
  static int32_t VTG_CALL threads(const vtg_host*) { return thread_count; }
  static uint64_t VTG_CALL memory(const vtg_host* h) { return self(h).memory_; }

  vtg_host host_{};
  uint64_t memory_;
  std::atomic<int> live_{0};
};

/// A loaded and initialised plugin. Never unloaded, as in the product.
class Plugin {
 public:
  Plugin(const char* file, const TestHost& host) {
    void* library = dlopen(file, RTLD_NOW | RTLD_LOCAL);
    if (!library) throw std::runtime_error(dlerror());
    entry_ = static_cast<const vtg_plugin_entry*>(dlsym(library, "vtg_plugin"));
    if (!entry_) throw std::runtime_error(std::string(file) + " has no symbol vtg_plugin");
    detail::check([&](vtg_error* e) { return entry_->init(host.c(), file, e); });
  }
  /// The plugin's only (or first) description.
  const vtg_descriptor& about() const { return *entry_->descriptor(0); }
  /// Its function table of a kind, VTG_EXPLAINER with vtg_explainer_v1 and so on.
  template <class Table>
  const Table& table(const char* kind) const {
    const void* found = entry_->factory(kind);
    if (!found) throw std::runtime_error(std::string("the plugin has no table for ") + kind);
    return *static_cast<const Table*>(found);
  }

 private:
  const vtg_plugin_entry* entry_;
};

/// A parameter list as the host would pass it: the defaults, changed by number where asked.
template <class Table>
std::vector<vtg_value> values(const Table& table, const char* id,
                              std::initializer_list<std::pair<const char*, double>> changes = {}) {
  std::vector<vtg_value> all;
  for (uint32_t i = 0; const vtg_param_info* p = table.param(id, i); ++i) {
    double number = p->default_number;
    for (uint32_t c = 0; c < p->n_choices; ++c)
      if (same(p->choices[c], p->default_text)) number = c;
    for (const auto& [key, changed] : changes)
      if (same(key, p->key)) number = changed;
    all.push_back({p->type, 0, static_cast<int64_t>(number), number, p->default_text});
  }
  return all;
}

/// A model opened by name through its loader, closed at the end.
class OpenModel {
 public:
  OpenModel(const Plugin& plugin, const TestHost& host, const char* architecture,
            std::initializer_list<std::pair<const char*, double>> params = {}, const char* path = nullptr)
      : table_(plugin.table<vtg_model_loader_v1>(VTG_MODEL_LOADER)), host_(host.services()) {
    const auto v = values(table_, plugin.about().id, params);
    vtg_open q{};
    q.struct_size = sizeof q;
    q.n_params = static_cast<uint32_t>(v.size());
    q.architecture = architecture;
    q.path = path;
    q.params = v.data();
    detail::check(
        [&](vtg_error* e) { return table_.open(plugin.about().id, host.c(), &q, &model_, &api_, e); });
  }
  ~OpenModel() { table_.close(model_); }
  OpenModel(const OpenModel&) = delete;
  OpenModel& operator=(const OpenModel&) = delete;
  Model get() const { return Model(model_, api_, host_); }

 private:
  const vtg_model_loader_v1& table_;
  Host host_;
  vtg_model* model_ = nullptr;
  const vtg_model_v1* api_ = nullptr;
};

/// What an Error says that the call throws; empty where it throws none.
template <class F>
std::string refusal(F&& call) {
  try {
    call();
  } catch (const Error& e) {
    return e.what();
  }
  return {};
}

/// The numbers of a tensor.
inline std::vector<float> numbers(View v) {
  return {v.data(), v.data() + v.count()};
}

}  // namespace vantage::test
