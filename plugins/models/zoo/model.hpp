// SPDX-License-Identifier: Apache-2.0
// A network as the ABI sees it.
#pragma once
#include <string>

#include "plugins/models/zoo/network.hpp"
#include "vantage/loader.hpp"

namespace vantage::zoo {

class ZooModel final : public LoadedModel {
 public:
  struct Identity {
    std::string weights;  // SHA-256 of the checkpoint, or "seed:N"
    std::string device, precision;
  };
  ZooModel(const Architecture&, Network, Identity, Host);

  uint64_t capabilities() const override;
  vtg_model_info info() const override;
  int32_t layer_count() const override { return static_cast<int32_t>(network_.graph().layers.size()); }
  vtg_layer_info layer(int32_t i) const override;
  std::unique_ptr<LoadedTape> forward(const vtg_forward&) override;

 private:
  int node_of(int32_t layer) const;  // VTG_LAYER_INPUT, VTG_LAYER_LOGITS or an index
  const Architecture& architecture_;
  Network network_;
  Identity identity_;
  Host host_;
  std::vector<bool> separates_;
};

}  // namespace vantage::zoo
