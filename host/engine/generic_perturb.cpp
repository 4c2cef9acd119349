// SPDX-License-Identifier: Apache-2.0
#include "host/engine/generic_perturb.hpp"

#include <mutex>
#include <shared_mutex>
#include <unordered_map>

#include "host/engine/perturb_pass.hpp"

namespace vantage::engine {

namespace {

struct Known {
  Model model;
  int uses;
};

class Models {
 public:
  static Models& all() {
    static Models* const leaked = new Models;  // a plugin's late call must still find it
    return *leaked;
  }
  void add(vtg_model* m, const vtg_model_v1* api, const vtg_host* host) {
    const Model model(m, api, Host(host));
    const std::unique_lock lock(mutex_);
    auto [it, fresh] = known_.try_emplace(m, Known{model, 0});
    const Model& there = it->second.model;
    if (!fresh && (there.api() != api || there.host().c() != host))
      throw Error(VTG_INVALID, "this model is already served with another table or host");
    ++it->second.uses;
  }
  void remove(vtg_model* m) {
    const std::unique_lock lock(mutex_);
    const auto it = known_.find(m);
    if (--it->second.uses == 0) known_.erase(it);
  }
  Model find(vtg_model* m) const {
    const std::shared_lock lock(mutex_);
    const auto it = known_.find(m);
    if (it == known_.end())
      throw Error(VTG_INVALID, "this perturbation table was called for a model that it does not serve");
    return it->second.model;
  }

 private:
  mutable std::shared_mutex mutex_;
  std::unordered_map<vtg_model*, Known> known_;
};

vtg_status VTG_CALL scores(vtg_model* m, const vtg_perturb* q, vtg_job* job, vtg_tensor** out, vtg_error* e) {
  return detail::guard(e, [&] {
    const Model model = Models::all().find(m);
    const PerturbRequest request(*q, model.info());
    *out = PerturbPass(model, request, job).scores().release();
  });
}

vtg_status VTG_CALL scores_and_gradient(vtg_model* m, const vtg_perturb* q, const vtg_view* cotangent,
                                        vtg_job* job, vtg_tensor** out, vtg_tensor** gradient, vtg_error* e) {
  return detail::guard(e, [&] {
    const Model model = Models::all().find(m);
    const PerturbRequest request(*q, model.info());
    auto [s, g] = PerturbPass(model, request, job)
                      .scores_and_gradient(dense(cotangent, 2, "the cotangent's numbers", "M x targets"));
    *out = s.release();
    *gradient = g.release();
  });
}

}  // namespace

GenericPerturb::GenericPerturb(vtg_model* model, const vtg_model_v1* api, const vtg_host* host)
    : model_(model) {
  Models::all().add(model, api, host);
}

GenericPerturb::~GenericPerturb() {
  Models::all().remove(model_);
}

const vtg_perturb_v1* GenericPerturb::table() {
  static const vtg_perturb_v1 t = {scores, scores_and_gradient};
  return &t;
}

}  // namespace vantage::engine
