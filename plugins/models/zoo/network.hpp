// SPDX-License-Identifier: Apache-2.0
// A graph with weights: runs passes, keeps the values asked for, pulls gradients back.
#pragma once
#include <map>
#include <memory>
#include <set>
#include <tuple>
#include <vector>

#include "plugins/models/zoo/dnnl_convolution.hpp"
#include "plugins/models/zoo/dnnl_path.hpp"
#include "plugins/models/zoo/ops.hpp"

namespace vantage::zoo {

struct Execution {
  bool fused = true;  // false: one operation a node on contiguous tensors, as eager PyTorch runs it
  c10::Device device = c10::kCPU;
  c10::ScalarType type = at::kFloat;  // of what is not recorded; recorded parts are float32
};

/// The kept values of one pass, by node, and the rule its ReLUs obey while a gradient is pulled back.
struct Pass {
  std::map<int, at::Tensor> values;
  std::shared_ptr<int32_t> rule = std::make_shared<int32_t>(0);
  bool recorded = false;
};

/// Not thread-safe: one thread at a time. Stays where it is: what it has compiled points into it.
class Network {
 public:
  Network(Graph graph, Weights weights, Execution execution)
      : graph_(std::move(graph)), weights_(std::move(weights)), execution_(execution) {}
  Network(const Network&) = delete;
  Network& operator=(const Network&) = delete;

  const Graph& graph() const { return graph_; }
  /// Whether passes that are not recorded run on oneDNN: those read x fastest where it is row-major.
  bool on_dnnl() const {
    return execution_.fused && execution_.device.is_cpu() && DnnlPath::runs(execution_.type);
  }

  /// x (N x C x H x W, float32, CPU) takes the place of node `from`'s value; the logits are always kept.
  /// `record`: what lies behind the earliest kept node can be differentiated with pull_back().
  Pass run(int from, const at::Tensor& x, std::set<int> kept, bool record);

  /// The cotangent at node `at`, pulled back to node `wrt`; zeros where `at` does not depend on it.
  at::Tensor pull_back(const Pass&, int at, const at::Tensor& cotangent, int wrt, int32_t rule);

 private:
  const Plan& plan(const std::set<int>& kept);
  const StepWeights& weights_for(const Step&, c10::ScalarType);
  size_t run_on_dnnl(const Plan&, int from, const at::Tensor& x, const std::set<int>& kept, bool record,
                     std::map<int, at::Tensor>& values);

  at::Tensor run_recorded(const Step&, const std::vector<at::Tensor>& values, Rule);

  Graph graph_;
  Weights weights_;
  Execution execution_;
  std::map<std::set<int>, Plan> plans_;
  std::map<std::tuple<int, int, c10::ScalarType>, StepWeights> prepared_;  // by node, folded batch norm, type
  DnnlPath dnnl_;
  DnnlConvolutions convolutions_;
};

}  // namespace vantage::zoo
