// SPDX-License-Identifier: Apache-2.0
// One perturbation request carried out over a model that only knows forward() and vjp().
#pragma once
#include <utility>
#include <vector>

#include "host/engine/upsample.hpp"
#include "vantage/model.hpp"
#include "vantage/perturb_request.hpp"

namespace vantage::engine {

/// y[m] = f(up(mask[m]) * image + (1 - up(mask[m])) * baseline), in chunks that fit the host's scratch
/// memory. One chunk after the other, so the result does not depend on the budget (beyond what the
/// model's own arithmetic makes of another batch size). The job is asked between two chunks.
class PerturbPass {
 public:
  /// job: may be NULL, then there is no progress and no cancelling.
  PerturbPass(const Model&, const PerturbRequest&, vtg_job* job);
  /// M x n_targets: logits, or softmax over all classes.
  Tensor scores();
  /// The scores and d(sum of cotangent * scores)/d masks, M x h x w; cotangent: M x n_targets.
  /// Differentiates through the softmax, the blend, the rescaling with its extremes, and the resize.
  std::pair<Tensor, Tensor> scores_and_gradient(View cotangent);

 private:
  int64_t chunk_size(bool gradient) const;
  template <class Chunk>
  void each_chunk(bool gradient, Chunk&&);
  Tensor blended(int64_t first, int64_t n);
  void upsampled(int64_t mask, bool rescaled);  // into pixels_
  View checked_logits(const Tape&, int64_t n) const;
  void mask_gradient(int64_t mask, const float* image_gradient, float* out);

  Model model_;
  const PerturbRequest& r_;
  vtg_job* job_;
  Upsampler up_;
  std::vector<float> pixels_, slope_;  ///< H x W
};

/// VTG_PERTURB for a model whose loader has none. They throw vantage::Error.
Tensor generic_scores(const Model&, const vtg_perturb&, vtg_job*);
std::pair<Tensor, Tensor> generic_scores_and_gradient(const Model&, const vtg_perturb&,
                                                      const vtg_view* cotangent, vtg_job*);

}  // namespace vantage::engine
