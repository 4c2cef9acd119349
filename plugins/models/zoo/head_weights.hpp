// SPDX-License-Identifier: Apache-2.0
// The numbers behind vtg_model_v1::head and vtg_layer_info::bias.
#pragma once
#include <map>

#include "plugins/models/zoo/head.hpp"
#include "plugins/models/zoo/weights.hpp"
#include "vantage/abi.h"

namespace vantage::zoo {

/// Every head and every bias of a network, float32 in main memory whatever the network runs in. Shares the
/// weights' memory where it can; what it hands out lives as long as it does. Never changes: [any] thread.
class HeadWeights {
 public:
  HeadWeights(const Graph&, const Weights&);
  /// What the node adds to each channel: the bias of a convolution or linear layer, of a batch norm
  /// b - mean * w / sqrt(var + eps). nullptr where it adds nothing.
  const float* bias(int node) const;
  /// channels = 0 where no line says how the logits come from this node.
  vtg_head head(int node) const;

 private:
  struct Head {
    HeadForm form;
    at::Tensor weight, bias;
  };
  std::map<int, at::Tensor> biases_;
  std::map<int, Head> heads_;
};

}  // namespace vantage::zoo
