// SPDX-License-Identifier: Apache-2.0
// The host's own VTG_PERTURB for a model whose loader has none: everything through forward() and vjp().
#pragma once
#include "vantage/model.hpp"

namespace vantage::engine {

/// While it lives, table() serves this model. The table's functions receive no more than a vtg_model*,
/// so they look its vtg_model_v1 up in a process-wide list. A proxy vtg_model in front of the real one
/// would need no list, but then methods would be given another model than the loader made, and every
/// pass would take a detour for a call that is rare and long.
/// Threads: construction, destruction and calls on different models are free to be concurrent; calls on
/// one model obey that model's own rule. Must outlive every call; borrows the model, its table and the host.
class GenericPerturb {
 public:
  /// host: where results, scratch memory, progress and the memory budget come from. Registering one
  /// model twice is fine with the same table and host, and a vantage::Error (VTG_INVALID) otherwise.
  GenericPerturb(vtg_model* model, const vtg_model_v1* api, const vtg_host* host);
  ~GenericPerturb();
  GenericPerturb(const GenericPerturb&) = delete;
  GenericPerturb& operator=(const GenericPerturb&) = delete;

  static const vtg_perturb_v1* table();

 private:
  vtg_model* model_;
};

}  // namespace vantage::engine
