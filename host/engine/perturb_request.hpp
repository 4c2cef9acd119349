// SPDX-License-Identifier: Apache-2.0
// A perturbation request (VTG_PERTURB) that has been checked.
#pragma once
#include <cstdint>
#include <vector>

#include "vantage/model.hpp"

namespace vantage::engine {

/// The view, once it is known to be what the ABI promises in its first version: CPU memory, float32,
/// row-major and dense, nothing missing. Throws vantage::Error (VTG_INVALID) that begins with `what`, a
/// plural.
View dense(const vtg_view*, int32_t dims, const char* what, const char* shape);

/// Borrows what the request points to. Throws vantage::Error (VTG_INVALID) naming what does not fit.
struct PerturbRequest {
  PerturbRequest(const vtg_perturb&, int64_t classes);

  int32_t upsample;
  bool rescale, probabilities;
  View image;                    ///< 1 x C x H x W
  const float* baseline;         ///< C x H x W; nullptr: zeros
  View masks;                    ///< M x h x w
  int64_t classes;               ///< columns of the logits
  std::vector<int64_t> targets;  ///< the columns wanted

  int64_t channels() const { return image.size(1); }
  int64_t pixels() const { return image.count(2); }
};

}  // namespace vantage::engine
