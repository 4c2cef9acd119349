// SPDX-License-Identifier: Apache-2.0
// Min-max scaling of a mask and its gradient. Pure functions: [any] thread.
#pragma once
#include <vector>

namespace vantage::engine {

/// Min-max to [0,1], in place. What is constant becomes zeros (PyTorch would give NaN).
void rescale(std::vector<float>& pixels);

/// g = d/d rescale(pixels) becomes d/d pixels, through the minimum and the maximum too; where several
/// pixels share an extreme its gradient is split evenly, as PyTorch's max() does. Constant: zeros.
void rescale_backward(const std::vector<float>& pixels, std::vector<float>& g);

}  // namespace vantage::engine
