// SPDX-License-Identifier: Apache-2.0
// Unrecorded passes on the processor, on oneDNN itself: LibTorch calls the same library, but one
// operation at a time. Here a plan is compiled once into a list of calls, with weights in the layout that
// each call likes best, values in that layout from call to call, and one block of memory for all of them.
#pragma once
#include <map>
#include <memory>
#include <set>

#include "plugins/models/zoo/ops.hpp"

namespace vantage::zoo {

/// Not thread-safe: one thread at a time.
class DnnlPath {
 public:
  /// Whether passes in this type run here. bfloat16 does where the processor has instructions for it, float32
  /// always, nothing in a build without oneDNN.
  static bool runs(c10::ScalarType);

  DnnlPath();
  DnnlPath(DnnlPath&&) noexcept;
  ~DnnlPath();

  struct Part {
    const Graph& graph;
    const Weights& weights;
    const Plan& plan;      // one that stays where it is: programs are remembered by its address
    int from;              // the node whose value is given
    size_t end;            // steps of the plan before this one are run
    std::set<int> wanted;  // nodes whose values come out; each is the output of one of these steps
    bool channels_last;    // how they lie in memory; else row-major
    c10::ScalarType type;  // of the convolutions and linear layers, and of what lies between them
  };
  /// x: N x C x H x W or N x C, float32, row-major; values are float32. Same bytes in, same bytes out.
  std::map<int, at::Tensor> run(const Part&, const at::Tensor& x);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vantage::zoo
