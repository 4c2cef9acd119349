// SPDX-License-Identifier: Apache-2.0
// Convolutions of recorded passes on oneDNN. LibTorch calls it as well, but packs the weights anew each time;
// here both directions are compiled once, with packed weights and the residual sum within.
#pragma once
#include <memory>

#include "plugins/models/zoo/ops.hpp"

namespace vantage::zoo {

/// Not thread-safe: one thread at a time.
class DnnlConvolutions {
 public:
  DnnlConvolutions();
  DnnlConvolutions(DnnlConvolutions&&) noexcept;
  ~DnnlConvolutions();

  /// The step of a convolution, with its batch norm, sum and activation, recorded by autograd: gradients
  /// reach x and the addend, not the weights. x: N x C x H x W, float32, on the processor; what comes out
  /// lies channels last. Undefined where oneDNN has no kernel for it, or is missing: LibTorch's run_step()
  /// does it then.
  at::Tensor run(const Graph&, const Weights&, const Step&, const std::vector<at::Tensor>& values, Rule);

 private:
  struct State;
  std::unique_ptr<State> state_;
};

}  // namespace vantage::zoo
