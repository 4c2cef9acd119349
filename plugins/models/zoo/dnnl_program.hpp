// SPDX-License-Identifier: Apache-2.0
// A part of a plan for one batch size, ready to run: calls in their order and where their memory lies.
#pragma once
#include <functional>
#include <map>
#include <memory>
#include <utility>
#include <vector>

#include "plugins/models/zoo/dnnl_path.hpp"
#include "plugins/models/zoo/dnnl_shim.hpp"

namespace vantage::zoo::dnn {

struct Program {
  std::vector<std::function<void(dnnl::stream&)>> calls;
  memory input;                                   // the caller's, for one run
  std::map<int, memory> outputs;                  // by node; the caller's, for one run
  std::vector<std::pair<memory, size_t>> placed;  // at an offset of the block
  std::vector<std::shared_ptr<memory>> weights;   // kept alive
  size_t bytes = 0;                               // of the block
  void* block = nullptr;                          // where it lay in the last run
};

/// Weights in the layouts that programs asked for, shared by those that ask for the same.
class PackedWeights {
 public:
  struct Pair {
    std::shared_ptr<memory> weight, bias;  // bias: never missing
  };
  Pair get(const dnnl::engine&, const Graph&, const Weights&, const Step&, const Desc& weight);

 private:
  std::map<std::pair<int, int>, std::vector<std::pair<std::weak_ptr<memory>, std::weak_ptr<memory>>>> all_;
};

Program compile(const dnnl::engine&, const DnnlPath::Part&, int64_t batch, PackedWeights&);

}  // namespace vantage::zoo::dnn
