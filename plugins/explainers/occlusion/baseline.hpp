// SPDX-License-Identifier: Apache-2.0
// What perturbation methods put where they take the image away, and how much they ask of a model at once.
#pragma once
#include <algorithm>

#include "plugins/explainers/occlusion/gaussian_blur.hpp"
#include "vantage/explainer.hpp"

namespace vantage::perturbation {

inline vtg_param_info baseline_param(const char* value) {
  static constexpr const char* choices[] = {"mean", "black", "grey", "white", "blur", nullptr};
  return enum_param(
      "baseline", "Instead of the image", value, choices,
      "What shows where the image is hidden: the colour the model's inputs are centred on, black, grey, "
      "white, or the blurred image");
}
inline vtg_param_info blur_sigma_param(double value = 10) {
  return advanced(
      float_param("blur_sigma", "Blur", value, 0.1, 100,
                  "Standard deviation of the blur that hides the image, pixels of the model's input"));
}

/// 1 x C x H x W, preprocessed like the image; none for "mean", which is zero and VTG_PERTURB's own default.
/// kind: one of baseline_param()'s choices. image: of call.images().
inline Tensor baseline(const Call& call, int64_t image, const std::string& kind, double blur_sigma) {
  if (kind == "mean") return Tensor();
  const View all = call.images();
  Tensor out = call.host.zeros({1, all.size(1), all.size(2), all.size(3)});
  const auto info = call.model.info();
  const float colour = kind == "white" ? 1.0f : kind == "grey" ? 0.5f : 0.0f;
  for (int64_t c = 0; c < all.size(1); ++c) {
    const float* in = all.sample(image) + c * all.count(2);
    float* plane = out.data() + c * all.count(2);
    const auto channel = static_cast<size_t>(std::min<int64_t>(c, 2));
    if (kind == "blur")
      gaussian_blur(in, plane, all.size(2), all.size(3), blur_sigma);
    else
      std::fill_n(plane, all.count(2), (colour - info.mean[channel]) / info.std[channel]);
  }
  return out;
}

inline vtg_param_info score_param(const char* value) {
  static constexpr const char* choices[] = {"prob", "logit", nullptr};
  return enum_param("score", "Score", value, choices,
                    "The class score that is watched: its probability (softmax) or its logit");
}

/// Images in one request: few enough for a cancelled call to end within a second on two slow cores.
/// It depends on the model alone, so that results do not depend on what else is computed.
/// cost: of one image in forward passes, 3 with the way back.
inline int64_t images_at_once(const Model& model, double cost = 1) {
  const double macs = static_cast<double>(std::max<int64_t>(1, model.info().macs));
  return static_cast<int64_t>(std::clamp(2e10 / (cost * macs), 1.0, 32.0));
}

/// The maps of one image, which lie side by side: calls visit(image, first map, number of maps).
template <class Visit>
void each_image(const Call& call, Visit&& visit) {
  for (int64_t m = 0, next; m < call.maps(); m = next) {
    for (next = m; next < call.maps() && call.image_of(next) == call.image_of(m);) ++next;
    visit(call.image_of(m), m, next - m);
  }
}

/// One image of a batch as a batch of its own: a view of the same memory.
class OneImage {
 public:
  OneImage(View batch, int64_t image)
      : shape_(batch.c()->shape, batch.c()->shape + batch.dims()), v_(*batch.c()) {
    shape_[0] = 1;
    v_.shape = shape_.data();
    v_.byte_offset += static_cast<uint64_t>(image * batch.count(1)) * sizeof(float);
  }
  OneImage(const OneImage&) = delete;
  OneImage& operator=(const OneImage&) = delete;
  View view() const { return View(&v_); }

 private:
  std::vector<int64_t> shape_;
  vtg_view v_;
};

/// The scores of one image under masks, M x h x w, for the classes of maps first to first + n - 1: M x n.
inline Tensor scores(const Call& call, View image, const Tensor& hidden, View masks, int64_t first, int64_t n,
                     int32_t upsample, bool probabilities) {
  auto q = Perturbation::request(image, masks);
  q.upsample = upsample;
  q.probabilities = probabilities;
  q.targets = call.r->targets + first;
  q.n_targets = static_cast<uint32_t>(n);
  if (hidden) q.baseline = hidden.view().c();
  return call.perturb_part().scores(q);
}

}  // namespace vantage::perturbation
