// SPDX-License-Identifier: Apache-2.0
// A graph of the zoo whose weights can be taught. The inference network (plugins/models/zoo/network.hpp)
// folds and fuses what training must keep apart, so only its single operations are used here.
#pragma once

#include <string>
#include <vector>

#include "plugins/models/zoo/graph.hpp"
#include "plugins/models/zoo/plan.hpp"
#include "plugins/models/zoo/weights.hpp"

namespace vantage::train {

/// Not thread-safe.
class Trainable {
 public:
  /// Weights drawn from the seed, or every one that the graph has.
  Trainable(zoo::Graph, uint64_t seed);
  Trainable(zoo::Graph, zoo::Weights);

  /// x: N x 3 x H x W, of any extent that the graph's layers leave something of. Returns N x classes logits.
  /// While training, batch norms use the batch's own moments and move their running ones by a tenth.
  at::Tensor forward(const at::Tensor& x, bool training) const;

  /// What an optimiser moves: matrices and kernels, and apart from them the vectors (biases and batch norms),
  /// which weight decay should leave alone.
  std::vector<at::Tensor> matrices() const { return trained(true); }
  std::vector<at::Tensor> vectors() const { return trained(false); }

  /// Every weight as float16 numbers can hold it, as it will be stored.
  void round_to_half();

  const zoo::Graph& graph() const { return graph_; }
  const zoo::Weights& weights() const { return weights_; }

 private:
  std::vector<at::Tensor> trained(bool matrices) const;

  zoo::Graph graph_;
  zoo::Plan plan_;
  zoo::Weights weights_;
};

}  // namespace vantage::train
