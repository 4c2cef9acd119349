// SPDX-License-Identifier: Apache-2.0
// VTG_PERTURB on the network itself: masks become masked images in one buffer that every chunk reuses.
#pragma once
#include <utility>

#include "plugins/models/zoo/network.hpp"
#include "plugins/models/zoo/perturb_footprint.hpp"
#include "plugins/models/zoo/perturb_resize.hpp"
#include "vantage/perturb_request.hpp"

namespace vantage::zoo {

/// One request over one network; borrows all it is given. Between two chunks the job, if there is one, is
/// told and asked. Throws Error, VTG_CANCELLED among them.
class Perturbation {
 public:
  Perturbation(Network&, const Execution&, const Footprint&, const PerturbRequest&, const Host&, vtg_job*);

  /// M x n_targets: logits, or softmax over all classes. A constant mask is run once, however often it comes.
  at::Tensor scores();
  /// The scores, and d(sum of cotangent * scores)/d masks, M x h x w; cotangent: M x n_targets.
  std::pair<at::Tensor, at::Tensor> scores_and_gradient(const at::Tensor& cotangent);

 private:
  struct Chunk {
    std::vector<int64_t> of;  // which masks
    at::Tensor x;             // blended, as the network takes it
  };
  template <class F>
  void each_chunk(const std::vector<int64_t>& masks, bool record, F&& use);
  at::Tensor buffer(int64_t size, bool record) const;
  int64_t chunk_size(int64_t masks, bool record) const;
  at::Tensor upsampled(const std::vector<int64_t>& masks) const;  // not rescaled
  at::Tensor activation(const Pass&) const;                       // n x classes, float32
  at::Tensor columns(const at::Tensor& activation) const;

  Network& network_;
  const Execution& execution_;
  const Footprint& footprint_;
  const PerturbRequest& r_;
  const Host& host_;
  vtg_job* job_;
  MaskResize resize_;
  at::Tensor masks_, targets_;
};

}  // namespace vantage::zoo
