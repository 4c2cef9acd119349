// SPDX-License-Identifier: MIT
// vantage/loader.hpp - START HERE to teach Vantage another kind of model.
//
//   struct MyLoader {
//     static constexpr vtg_descriptor about = {...};
//     static vantage::Params params();
//     static int probe(const char* path);                               // 0..100
//     static const vtg_architecture_info* architecture(uint32_t i);     // nullptr past the end
//     static std::unique_ptr<vantage::LoadedModel> open(const vantage::OpenRequest&);
//   };
//   VTG_EXPORT_LOADER(runtime_token, MyLoader)
#pragma once
#include <vector>

#include "vantage/plugin.hpp"

namespace vantage {

struct OpenRequest {
  Host host;
  std::string architecture;  ///< empty: the file says it
  std::string path;          ///< empty: weights drawn from the parameter "seed"
  Values params;
};

/// One pass; what it returns lives as long as it does.
class LoadedTape {
 public:
  virtual ~LoadedTape() = default;
  virtual const vtg_view* output(int32_t i) = 0;
  virtual Tensor vjp(const vtg_vjp&) = 0;
};

/// What a loader implements; the comfort layer turns it into vtg_model_v1.
class LoadedModel {
 public:
  virtual ~LoadedModel() = default;
  virtual uint64_t capabilities() const = 0;
  virtual vtg_model_info info() const = 0;
  virtual int32_t layer_count() const = 0;
  virtual vtg_layer_info layer(int32_t i) const = 0;  ///< i is in range
  /// channels = 0 where no line says how the logits come from this layer.
  virtual vtg_head head(int32_t /*layer*/) const { return {}; }
  virtual std::unique_ptr<LoadedTape> forward(const vtg_forward&) = 0;
  /// A table such as VTG_PERTURB, or nullptr: the host then supplies its own.
  virtual const void* extension(const char*) { return nullptr; }
};

namespace detail {
inline LoadedModel& self(const vtg_model* m) {
  return *const_cast<LoadedModel*>(reinterpret_cast<const LoadedModel*>(m));
}
inline LoadedTape& self(vtg_tape* t) {
  return *reinterpret_cast<LoadedTape*>(t);
}
// Fills no more than the caller has room for.
template <class T>
void fill(T* out, T value) {
  const uint32_t room = out->struct_size < sizeof(T) ? out->struct_size : uint32_t{sizeof(T)};
  value.struct_size = out->struct_size;
  std::memcpy(static_cast<void*>(out), &value, room);
}

struct ModelTable {
  static uint64_t VTG_CALL capabilities(const vtg_model* m) { return self(m).capabilities(); }
  static vtg_status VTG_CALL info(const vtg_model* m, vtg_model_info* out, vtg_error* e) {
    return guard(e, [&] { fill(out, self(m).info()); });
  }
  static int32_t VTG_CALL layer_count(const vtg_model* m) { return self(m).layer_count(); }
  static vtg_status VTG_CALL layer(const vtg_model* m, int32_t i, vtg_layer_info* out, vtg_error* e) {
    return guard(e, [&] {
      if (i < 0 || i >= self(m).layer_count()) throw Error(VTG_INVALID, "no layer has that number");
      fill(out, self(m).layer(i));
    });
  }
  static vtg_status VTG_CALL head(const vtg_model* m, int32_t i, vtg_head* out, vtg_error* e) {
    return guard(e, [&] {
      if (i < 0 || i >= self(m).layer_count()) throw Error(VTG_INVALID, "no layer has that number");
      fill(out, self(m).head(i));
    });
  }
  static vtg_status VTG_CALL forward(vtg_model* m, const vtg_forward* f, vtg_tape** out, vtg_error* e) {
    return guard(e, [&] { *out = reinterpret_cast<vtg_tape*>(self(m).forward(*f).release()); });
  }
  static vtg_status VTG_CALL output(vtg_tape* t, int32_t i, const vtg_view** out, vtg_error* e) {
    return guard(e, [&] { *out = self(t).output(i); });
  }
  static vtg_status VTG_CALL vjp(vtg_tape* t, const vtg_vjp* q, vtg_tensor** out, vtg_error* e) {
    return guard(e, [&] { *out = self(t).vjp(*q).release(); });
  }
  static void VTG_CALL release(vtg_tape* t) {
    if (t) delete &self(t);
  }
  static const vtg_model_v1* get() {
    static const vtg_model_v1 t = {capabilities, info,   layer_count, layer,  head,
                                   forward,      output, vjp,         release};
    return &t;
  }
};
}  // namespace detail

template <class T>
struct Loader {
  static constexpr const char* kind = VTG_MODEL_LOADER;
  static constexpr uint32_t count = 1;
  static const vtg_descriptor* descriptor(uint32_t i) { return detail::descriptor_of<T>(i); }
  static const void* table() {
    static const vtg_model_loader_v1 t = {probe, architecture, detail::param_of<T>, open, extension, close};
    return &t;
  }

 private:
  static int32_t VTG_CALL probe(const char*, const char* path) {
    int32_t score = 0;
    detail::guard(nullptr, [&] { score = T::probe(path); });
    return score;
  }
  static const vtg_architecture_info* VTG_CALL architecture(const char*, uint32_t i) {
    const vtg_architecture_info* a = nullptr;
    detail::guard(nullptr, [&] { a = T::architecture(i); });
    return a;
  }
  static vtg_status VTG_CALL open(const char*, const vtg_host* h, const vtg_open* r, vtg_model** out,
                                  const vtg_model_v1** api, vtg_error* e) {
    return detail::guard(e, [&] {
      const OpenRequest q{Host(h), r->architecture ? r->architecture : "", r->path ? r->path : "",
                          Values(detail::params_of<T>(), r->params, r->n_params)};
      *out = reinterpret_cast<vtg_model*>(T::open(q).release());
      *api = detail::ModelTable::get();
    });
  }
  static const void* VTG_CALL extension(vtg_model* m, const char* id) {
    return detail::self(m).extension(id);
  }
  static void VTG_CALL close(vtg_model* m) { delete &detail::self(m); }
};

}  // namespace vantage

#define VTG_EXPORT_LOADER(RUNTIME, T) VTG_EXPORT_PLUGIN(RUNTIME, vantage::Loader<T>)
