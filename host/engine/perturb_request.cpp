// SPDX-License-Identifier: Apache-2.0
#include "host/engine/perturb_request.hpp"

#include <cmath>
#include <numeric>
#include <string>

namespace vantage::engine {

View dense(const vtg_view* v, int32_t dims, const char* what, const char* shape) {
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

namespace {

const vtg_perturb& complete(const vtg_perturb& q) {
  if (q.struct_size < sizeof q)
    throw Error(VTG_INVALID, "the perturbation request is smaller than its first version");
  return q;
}

}  // namespace

PerturbRequest::PerturbRequest(const vtg_perturb& q, int64_t n_classes)
    : upsample(complete(q).upsample),
      rescale(q.rescale != 0),
      probabilities(q.probabilities != 0),
      image(dense(q.image, 4, "the image's pixels", "N x C x H x W")),
      baseline(nullptr),
      baselines(1),
      masks(dense(q.masks, 3, "the masks", "M x h x w")),
      classes(n_classes) {
  const auto one_or_all = [&](int64_t n, const char* what) {
    if (n != 1 && n != masks.size(0))
      throw Error(VTG_INVALID, std::string("perturbation takes one ") + what + " or one for each of the " +
                                   std::to_string(masks.size(0)) + " masks, not " + std::to_string(n));
  };
  one_or_all(image.size(0), "image");
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

}  // namespace vantage::engine
