// SPDX-License-Identifier: Apache-2.0
// A chain of layers behind the loader interface: taps, resuming, vector-Jacobian products.
#pragma once
#include <memory>
#include <vector>

#include "layers.hpp"
#include "vantage/loader.hpp"

namespace toy {

using Chain = std::vector<std::unique_ptr<const Layer>>;

/// Never changes once built, so passes may run on any number of threads (VTG_CAN_SHARE). In a chain
/// every layer separates the input from the logits.
class Network final : public vantage::LoadedModel {
 public:
  /// card: what the chain does not say by itself (input, labels, names); strings outlive the network.
  Network(vantage::Host, vtg_model_info card, Chain);
  uint64_t capabilities() const override;
  vtg_model_info info() const override;
  int32_t layer_count() const override { return static_cast<int32_t>(chain_.size()); }
  vtg_layer_info layer(int32_t i) const override;
  vtg_head head(int32_t i) const override;
  std::unique_ptr<vantage::LoadedTape> forward(const vtg_forward&) override;

 private:
  vantage::Host host_;
  vtg_model_info card_;
  Chain chain_;
};

}  // namespace toy
