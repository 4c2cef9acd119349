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
  View image;                    ///< 1 or M x C x H x W
  const float* baseline;         ///< likewise; nullptr: zeros
  int64_t baselines;             ///< 1 or M
  View masks;                    ///< M x h x w
  int64_t classes;               ///< columns of the logits
  std::vector<int64_t> targets;  ///< the columns wanted

  int64_t channels() const { return image.size(1); }
  int64_t pixels() const { return image.count(2); }
  /// What mask m blends, C x H x W each; the baseline may be nullptr.
  const float* image_of(int64_t m) const { return image.sample(image.size(0) > 1 ? m : 0); }
  const float* baseline_of(int64_t m) const {
    return baseline && baselines > 1 ? baseline + m * image.count(1) : baseline;
  }
};

}  // namespace vantage::engine
