// SPDX-License-Identifier: Apache-2.0
// One pass through a chain of layers.
#pragma once
#include "network.hpp"

namespace toy {

/// Keeps the tapped values and the logits; with want_vjp, every value from the earliest tap on.
/// Valid as long as the network.
class Tape final : public vantage::LoadedTape {
 public:
  Tape(vantage::Host, const Chain&, const Shape& input, const vtg_forward&);
  const vtg_view* output(int32_t tap) override;
  vantage::Tensor vjp(const vtg_vjp&) override;

 private:
  vantage::Tensor like(int32_t layer) const;  ///< zeros shaped like the batch at that layer
  const Shape& shape(int32_t layer) const;
  int32_t resolve(int32_t layer) const;  ///< VTG_LAYER_LOGITS becomes the last layer
  std::string name(int32_t layer) const;
  bool tapped(int32_t layer) const;
  void require(const vtg_view*, int32_t layer, const char* what) const;
  const float* value(int32_t layer, int64_t sample) const;

  vantage::Host host_;
  const Chain& chain_;
  Shape input_;
  int32_t last_;
  bool recorded_;
  int64_t batch_ = 0;
  std::vector<int32_t> taps_;
  std::vector<vantage::Tensor> values_;  ///< of layer i at i + 1, the input first
};

}  // namespace toy
