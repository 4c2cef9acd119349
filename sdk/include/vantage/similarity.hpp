// SPDX-License-Identifier: MIT
// vantage/similarity.hpp - START HERE to write a measure between two saliency maps.
//
//   struct MyMeasure {
//     static constexpr vtg_descriptor about = {...};
//     static constexpr uint64_t traits = VTG_SIM_SYMMETRIC;
//     static constexpr double best = 0, worst = 1;
//     static vantage::Params params();
//     double compare(const float* a, const float* b, int64_t h, int64_t w, const vantage::Values&);
//   };
//   VTG_EXPORT_SIMILARITIES(MyMeasure)
#pragma once
#include "vantage/plugin.hpp"

namespace vantage {

template <class... T>
struct Similarities {
  static constexpr const char* kind = VTG_SIMILARITY;
  static constexpr uint32_t count = sizeof...(T);
  static const vtg_descriptor* descriptor(uint32_t i) { return detail::descriptor_of<T...>(i); }
  static const void* table() {
    static const vtg_similarity_v1 t = {traits, detail::param_of<T...>, create, destroy, compare};
    return &t;
  }

 private:
  struct Instance {
    explicit Instance(Host h) : host(h) {}
    virtual ~Instance() = default;
    virtual double one(const float*, const float*, int64_t, int64_t, const vtg_value*, uint32_t) = 0;
    Host host;
  };
  template <class M>
  struct Of final : Instance {
    using Instance::Instance;
    double one(const float* a, const float* b, int64_t h, int64_t w, const vtg_value* v,
               uint32_t n) override {
      return measure.compare(a, b, h, w, Values(detail::params_of<M>(), v, n));
    }
    M measure;
  };

  static uint64_t VTG_CALL traits(const char* id, double* best, double* worst) {
    uint64_t bits = 0;
    detail::with_id<T...>(id, [&](auto* t) {
      using M = std::remove_pointer_t<decltype(t)>;
      bits = M::traits;
      *best = M::best;
      *worst = M::worst;
    });
    return bits;
  }
  static vtg_status VTG_CALL create(const char* id, const vtg_host* h, vtg_similarity** out, vtg_error* e) {
    return detail::guard(e, [&] {
      Instance* made = nullptr;
      detail::with_id<T...>(id, [&](auto* t) { made = new Of<std::remove_pointer_t<decltype(t)>>(Host(h)); });
      if (!made) throw Error(VTG_INVALID, std::string("this plugin has no measure '") + (id ? id : "") + "'");
      *out = reinterpret_cast<vtg_similarity*>(made);
    });
  }
  static void VTG_CALL destroy(vtg_similarity* s) { delete reinterpret_cast<Instance*>(s); }
  static vtg_status VTG_CALL compare(vtg_similarity* s, const vtg_view* a, const vtg_view* b,
                                     const vtg_value* params, uint32_t n_params, double* scores, vtg_job* job,
                                     vtg_error* e) {
    return detail::guard(e, [&] {
      auto* self = reinterpret_cast<Instance*>(s);
      const View x(a), y(b);
      if (x.dims() != 3 || y.dims() != 3 || x.size(0) != y.size(0) || x.size(1) != y.size(1) ||
          x.size(2) != y.size(2))
        throw Error(VTG_INVALID, "two stacks of maps of one shape are needed, N x h x w");
      for (int64_t n = 0; n < x.size(0); ++n) {
        self->host.step(job, double(n) / double(x.size(0)));
        scores[n] = self->one(x.sample(n), y.sample(n), x.size(1), x.size(2), params, n_params);
      }
    });
  }
};

}  // namespace vantage

#define VTG_EXPORT_SIMILARITIES(...) VTG_EXPORT_PLUGIN(nullptr, vantage::Similarities<__VA_ARGS__>)
