// SPDX-License-Identifier: Apache-2.0
// A perturbation request (VTG_PERTURB) that has been checked.
#pragma once
#include <vector>

#include "plugins/models/zoo/graph.hpp"
#include "vantage/core.hpp"

namespace vantage::zoo {

/// The view, once it is known to be CPU memory, float32, row-major and dense, with nothing missing. Throws
/// Error (VTG_INVALID) that begins with `what`, a plural.
View dense(const vtg_view*, int32_t dims, const char* what, const char* shape);

/// Borrows what the request points to. Throws Error (VTG_INVALID) naming what does not fit.
struct PerturbRequest {
  PerturbRequest(const vtg_perturb&, const Graph&);

  int32_t upsample;
  bool rescale, probabilities;
  View images;                   ///< 1 or M x C x H x W
  const float* baselines;        ///< likewise; nullptr: zeros
  int64_t n_baselines;           ///< 1 or M
  View masks;                    ///< M x h x w
  std::vector<int64_t> targets;  ///< the columns wanted

  int64_t count() const { return masks.size(0); }
  /// Which image and which baseline mask m is laid over.
  int64_t image_of(int64_t m) const { return images.size(0) > 1 ? m : 0; }
  int64_t baseline_of(int64_t m) const { return n_baselines > 1 ? m : 0; }
};

}  // namespace vantage::zoo
