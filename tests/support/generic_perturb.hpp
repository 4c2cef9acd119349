// SPDX-License-Identifier: Apache-2.0
// The host's own VTG_PERTURB for a test that calls a method without the engine around it.
#pragma once
#include <map>

#include "host/engine/perturb_pass.hpp"

namespace vantage::test {

/// While it lives, table() serves this model through forward() and vjp(). One thread at a time.
class GenericPerturb {
 public:
  GenericPerturb(vtg_model* model, const vtg_model_v1* api, const vtg_host* host) : model_(model) {
    models().emplace(model, Model(model, api, Host(host)));
  }
  ~GenericPerturb() { models().erase(models().find(model_)); }
  GenericPerturb(const GenericPerturb&) = delete;
  GenericPerturb& operator=(const GenericPerturb&) = delete;

  static const vtg_perturb_v1* table() {
    static const vtg_perturb_v1 t = {scores, scores_and_gradient};
    return &t;
  }

 private:
  static std::multimap<vtg_model*, Model>& models() {
    static std::multimap<vtg_model*, Model> all;
    return all;
  }
  static const Model& find(vtg_model* m) { return models().find(m)->second; }
  static vtg_status VTG_CALL scores(vtg_model* m, const vtg_perturb* q, vtg_job* job, vtg_tensor** out,
                                    vtg_error* e) {
    return detail::guard(e, [&] { *out = engine::generic_scores(find(m), *q, job).release(); });
  }
  static vtg_status VTG_CALL scores_and_gradient(vtg_model* m, const vtg_perturb* q,
                                                 const vtg_view* cotangent, vtg_job* job, vtg_tensor** out,
                                                 vtg_tensor** gradient, vtg_error* e) {
    return detail::guard(e, [&] {
      auto [s, g] = engine::generic_scores_and_gradient(find(m), *q, cotangent, job);
      *out = s.release();
      *gradient = g.release();
    });
  }
  vtg_model* model_;
};

}  // namespace vantage::test
