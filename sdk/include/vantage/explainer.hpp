// SPDX-License-Identifier: MIT
// vantage/explainer.hpp - START HERE to write an explanation method.
//
//   struct MyCam {
//     static constexpr vtg_descriptor about = {...};       // id, name, version, paper
//     static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;
//     static vantage::Params params();                     // vantage/params.hpp
//     vantage::Tensor explain(const vantage::Call& call);  // N x h x w, un-normalised
//   };
//   VTG_EXPORT_EXPLAINERS(MyCam)
#pragma once
#include "vantage/model.hpp"
#include "vantage/plugin.hpp"

namespace vantage {

/// One explain() request, made comfortable.
struct Call {
  Call(const vtg_explain* request, const Params& declared, Host h)
      : r(request),
        host(h),
        model(request->model, request->model_api, h),
        params(declared, request->params, request->n_params) {}

  const vtg_explain* r;
  Host host;
  Model model;
  Values params;

  View images() const { return View(r->images); }        ///< N x C x H x W, preprocessed
  const int64_t* targets() const { return r->targets; }  ///< N class indices
  Perturbation perturb() const { return {model, r->perturb_api, r->job}; }
  /// `done` of `all` parts of the work: progress, and the place where a cancelled call ends.
  void step(int64_t done, int64_t all) const { host.step(r->job, double(done) / double(all)); }
  void uniform(double* out, uint64_t n) const { host.uniform(r->job, out, n); }
};

template <class... T>
struct Explainers {
  static constexpr const char* kind = VTG_EXPLAINER;
  static constexpr uint32_t count = sizeof...(T);
  static const vtg_descriptor* descriptor(uint32_t i) { return detail::descriptor_of<T...>(i); }
  static const void* table() {
    static const vtg_explainer_v1 t = {needs, detail::param_of<T...>, create, destroy, explain};
    return &t;
  }

 private:
  struct Instance {
    explicit Instance(Host h) : host(h) {}
    virtual ~Instance() = default;
    virtual Tensor explain(const vtg_explain*) = 0;
    Host host;
  };
  template <class M>
  struct Of final : Instance {
    using Instance::Instance;
    Tensor explain(const vtg_explain* r) override {
      return method.explain(Call(r, detail::params_of<M>(), this->host));
    }
    M method;
  };

  static uint64_t VTG_CALL needs(const char* id) {
    uint64_t bits = 0;
    detail::with_id<T...>(id, [&](auto* t) { bits = std::remove_pointer_t<decltype(t)>::needs; });
    return bits;
  }
  static vtg_status VTG_CALL create(const char* id, const vtg_host* h, vtg_explainer** out, vtg_error* e) {
    return detail::guard(e, [&] {
      Instance* made = nullptr;
      detail::with_id<T...>(id, [&](auto* t) { made = new Of<std::remove_pointer_t<decltype(t)>>(Host(h)); });
      if (!made) throw Error(VTG_INVALID, std::string("this plugin has no method '") + (id ? id : "") + "'");
      *out = reinterpret_cast<vtg_explainer*>(made);
    });
  }
  static void VTG_CALL destroy(vtg_explainer* x) { delete reinterpret_cast<Instance*>(x); }
  static vtg_status VTG_CALL explain(vtg_explainer* x, const vtg_explain* r, vtg_tensor** out, vtg_error* e) {
    return detail::guard(e, [&] { *out = reinterpret_cast<Instance*>(x)->explain(r).release(); });
  }
};

}  // namespace vantage

#define VTG_EXPORT_EXPLAINERS(...) VTG_EXPORT_PLUGIN(nullptr, vantage::Explainers<__VA_ARGS__>)
