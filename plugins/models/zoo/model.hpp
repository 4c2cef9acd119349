// SPDX-License-Identifier: Apache-2.0
// A network as the ABI sees it.
#pragma once
#include <string>

#include "plugins/models/zoo/head_weights.hpp"
#include "plugins/models/zoo/network.hpp"
#include "plugins/models/zoo/perturb_footprint.hpp"
#include "vantage/loader.hpp"

namespace vantage::zoo {

class ZooModel final : public LoadedModel {
 public:
  struct Identity {
    std::string weights;  // SHA-256 of the checkpoint, or "seed:N"
    std::string device, precision;
    std::vector<std::string> labels;  // of the classes; empty where the checkpoint names none
  };
  ZooModel(const Architecture&, Graph, Weights, const Execution&, Identity, Host);

  uint64_t capabilities() const override;
  vtg_model_info info() const override;
  int32_t layer_count() const override { return static_cast<int32_t>(network_.graph().layers.size()); }
  vtg_layer_info layer(int32_t i) const override;
  vtg_head head(int32_t i) const override { return heads_.head(node_of(i)); }
  std::unique_ptr<LoadedTape> forward(const vtg_forward&) override;
  const void* extension(const char* id) override;

  /// VTG_PERTURB. job may be nullptr.
  Tensor scores(const vtg_perturb&, vtg_job*);
  std::pair<Tensor, Tensor> scores_and_gradient(const vtg_perturb&, const vtg_view* cotangent, vtg_job*);

 private:
  int node_of(int32_t layer) const;  // VTG_LAYER_INPUT, VTG_LAYER_LOGITS or an index
  const Architecture& architecture_;
  HeadWeights heads_;
  Execution execution_;
  Network network_;
  Footprint footprint_;
  Identity identity_;
  std::vector<const char*> labels_;  // identity_'s, for the ABI
  Host host_;
  std::vector<bool> separates_;
};

}  // namespace vantage::zoo
