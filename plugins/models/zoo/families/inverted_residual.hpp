// SPDX-License-Identifier: Apache-2.0
// What MobileNet v2 and v3, MnasNet and EfficientNet share: a narrow block that widens, filters each
// channel by itself and narrows again (Sandler et al. 2018, arXiv:1801.04381, figure 3).
#pragma once
#include <optional>

#include "plugins/models/zoo/families/sequential.hpp"

namespace vantage::zoo {

/// A convolution padded to keep its extent (kernel / 2), batch norm, and an activation if one is named:
/// children .0, .1 and .2 of `name`.
int conv_norm(Builder&, const std::string& name, int x, ConvSpec, std::optional<Op> activation,
              double epsilon = 1e-5);

/// Squeeze and excitation (Hu et al. 2018, arXiv:1709.01507, equations 2 to 4): channels scaled by
/// gate(fc2(inner(fc1(their means)))).
int squeeze_excite(Builder&, const std::string& name, int x, int64_t squeeze, Op inner, Op gate);

/// Adds x to the block's result y when the block keeps extent and channels; names the sum after the block.
int residual(Builder&, const std::string& name, int x, int y, int64_t stride);

/// The block as MobileNet v3 and EfficientNet build it, with every step a module of its own.
struct InvertedResidual {
  int64_t kernel, stride, expanded, out;
  int64_t squeeze;  // channels of squeeze and excitation; 0: none
  Op activation, inner, gate;
  double epsilon;

  int build(Builder&, const std::string& name, int x) const;
};

/// The multiple of 8 nearest to `channels`, at least 8 and never below 90 % of `channels`.
int64_t make_divisible(double channels);

}  // namespace vantage::zoo
