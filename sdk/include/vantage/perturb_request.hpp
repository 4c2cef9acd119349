// SPDX-License-Identifier: MIT
// vantage/perturb_request.hpp - a perturbation request (VTG_PERTURB) that has been checked: for whoever
// serves one.
#pragma once
#include <cmath>
#include <numeric>
#include <vector>

#include "vantage/core.hpp"

namespace vantage {

/// The view, once it is known to be what the ABI promises in its first version: CPU memory, float32,
/// row-major and dense, nothing missing. Throws vantage::Error (VTG_INVALID) that begins with `what`, a
/// plural.
inline View dense(const vtg_view* v, int32_t dims, const char* what, const char* shape) {
  const auto refuse = [&](const std::string& why) { throw Error(VTG_INVALID, std::string(what) + why); };
  if (!v || !v->data || !v->shape) refuse(" are missing from the perturbation request");
  if (v->ndim != dims)
    refuse(" must be " + std::string(shape) + ", not of " + std::to_string(v->ndim) + " dimensions");
  if (v->dtype.code != 2 || v->dtype.bits != 32 || v->dtype.lanes != 1) refuse(" must be float32");
  if (v->device.type != 1) refuse(" must be in CPU memory");
  int64_t stride = 1;
  for (int32_t d = dims; d-- > 0; stride *= v->shape[d]) {
    if (v->shape[d] < 1) refuse(" must not be empty");
    if (v->strides && v->shape[d] > 1 && v->strides[d] != stride) refuse(" must be row-major and dense");
  }
  return View(v);
}

/// Borrows what the request points to. Throws vantage::Error (VTG_INVALID) naming what does not fit.
struct PerturbRequest {
  PerturbRequest(const vtg_perturb&, const vtg_model_info&);

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

namespace detail {
inline const vtg_perturb& complete(const vtg_perturb& q) {
  if (q.struct_size < sizeof q)
    throw Error(VTG_INVALID, "the perturbation request is smaller than its first version");
  return q;
}
}  // namespace detail

inline PerturbRequest::PerturbRequest(const vtg_perturb& q, const vtg_model_info& model)
    : upsample(detail::complete(q).upsample),
      rescale(q.rescale != 0),
      probabilities(q.probabilities != 0),
      image(dense(q.image, 4, "the image's pixels", "N x C x H x W")),
      baseline(nullptr),
      baselines(1),
      masks(dense(q.masks, 3, "the masks", "M x h x w")),
      classes(model.classes) {
  const auto one_or_all = [&](int64_t n, const char* what) {
    if (n != 1 && n != masks.size(0))
      throw Error(VTG_INVALID, std::string("perturbation takes one ") + what + " or one for each of the " +
                                   std::to_string(masks.size(0)) + " masks, not " + std::to_string(n));
  };
  one_or_all(image.size(0), "image");
  if (image.size(1) != model.channels || image.size(2) != model.height || image.size(3) != model.width)
    throw Error(VTG_INVALID, "the image's pixels must be N x " + std::to_string(model.channels) + " x " +
                                 std::to_string(model.height) + " x " + std::to_string(model.width) +
                                 ", as the model takes them");
  if (q.baseline) {
    const View b = dense(q.baseline, 4, "the baseline's pixels", "N x C x H x W");
    one_or_all(b.size(0), "baseline");
    for (int d = 1; d < 4; ++d)
      if (b.size(d) != image.size(d)) throw Error(VTG_INVALID, "the baseline must have the image's shape");
    baseline = b.data();
    baselines = b.size(0);
  }
  for (int64_t m = 0; m < masks.size(0); ++m)
    for (int64_t i = 0; i < masks.count(1); ++i)
      if (!std::isfinite(masks.sample(m)[i]))
        throw Error(VTG_INVALID, "mask " + std::to_string(m) + " holds a value that is not a finite number");
  if (q.targets) {
    targets.assign(q.targets, q.targets + q.n_targets);
  } else {
    targets.resize(static_cast<size_t>(classes));
    std::iota(targets.begin(), targets.end(), 0);
  }
  if (targets.empty()) throw Error(VTG_INVALID, "a perturbation request must name at least one class");
  for (const int64_t t : targets)
    if (t < 0 || t >= classes)
      throw Error(VTG_INVALID,
                  "there is no class " + std::to_string(t) + "; the model has " + std::to_string(classes));
}

}  // namespace vantage
