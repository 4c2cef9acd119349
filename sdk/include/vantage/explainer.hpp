// SPDX-License-Identifier: MIT
// vantage/explainer.hpp - START HERE to write an explanation method.
//
//   struct MyCam {
//     static constexpr vtg_descriptor about = {...};       // id, name, version, paper
//     static constexpr uint64_t needs = VTG_CAN_TAP | VTG_CAN_VJP_LAYER;
//     static vantage::Params params();                     // vantage/params.hpp
//     vantage::Tensor explain(const vantage::Call& call);  // maps() x h x w, un-normalised
//   };
//   VTG_EXPORT_EXPLAINERS(MyCam)
#pragma once
#include <optional>

#include "vantage/model.hpp"
#include "vantage/plugin.hpp"
#include "vantage/random.hpp"

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

  View images() const { return View(r->images); }               ///< N x C x H x W, preprocessed
  int64_t maps() const { return r->n_maps; }                    ///< one for each image and class wanted
  int64_t target(int64_t m) const { return r->targets[m]; }     ///< the class that map m explains ...
  int64_t image_of(int64_t m) const { return r->image_of[m]; }  ///< ... and the image, ascending

  /// d logit[target(m)] / d layer for every map m, maps() x (the layer's shape): one backward pass for all
  /// images, and one more for each further class of one image.
  Tensor class_gradient(const Tape& tape, int32_t layer, int32_t rule = VTG_RULE_GRADIENT) const {
    return gradient(
        tape, layer, [&](int64_t m, const float*, float* g) { g[target(m)] = 1; }, rule);
  }
  /// The same for any function of the logits: objective(m, logits, g) writes its gradient at the logits of
  /// map m's image into g, which holds zeros.
  template <class Objective>
  Tensor gradient(const Tape& tape, int32_t layer, Objective&& objective,
                  int32_t rule = VTG_RULE_GRADIENT) const {
    const View logits = tape.logits();
    const auto rounds = this->rounds();
    Tensor all;
    for (const auto& round : rounds) {
      Tensor cotangent = host.zeros({logits.size(0), logits.size(1)});
      for (const int64_t m : round) objective(m, logits.sample(image_of(m)), cotangent.sample(image_of(m)));
      Tensor g = tape.pull_back(VTG_LAYER_LOGITS, cotangent.view(), layer, rule);
      if (rounds.size() == 1 && maps() == logits.size(0)) return g;  // one map an image: in order already
      if (!all) {
        std::vector<int64_t> shape(g.view().c()->shape, g.view().c()->shape + g.view().dims());
        shape[0] = maps();
        all = host.zeros(shape.data(), static_cast<int>(shape.size()));
      }
      const auto bytes = static_cast<size_t>(g.view().count(1)) * sizeof(float);
      for (const int64_t m : round) std::memcpy(all.sample(m), g.sample(image_of(m)), bytes);
    }
    return all;
  }
  /// The maps in as few groups as can be, no image twice in one: what a single backward pass can serve.
  std::vector<std::vector<int64_t>> rounds() const {
    std::vector<std::vector<int64_t>> all;
    size_t place = 0;  // among the maps of its image
    for (int64_t m = 0; m < maps(); ++m) {
      place = m > 0 && image_of(m) == image_of(m - 1) ? place + 1 : 0;
      if (place == all.size()) all.emplace_back();
      all[place].push_back(m);
    }
    return all;
  }
  Perturbation perturb() const { return {model, r->perturb_api, r->job}; }
  /// For a method that makes many small requests and reports its own progress between them.
  Perturbation perturb_part() const { return {model, r->perturb_api, nullptr}; }
  /// `done` of `all` parts of the work: progress, and the place where a cancelled call ends.
  void step(int64_t done, int64_t all) const { host.step(r->job, double(done) / double(all)); }
  /// Random numbers that follow from the job's seed. Every call returns the generator anew: an image that
  /// takes its own has the same numbers alone as in a batch.
  Random random() const {
    if (!seed_) {
      double drawn = 0;
      host.uniform(r->job, &drawn, 1);
      seed_ = static_cast<uint64_t>(drawn * 0x1p53);
    }
    return Random(*seed_);
  }

 private:
  mutable std::optional<uint64_t> seed_;
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
