// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/perturb_request.hpp"

#include <cmath>
#include <numeric>
#include <string>

namespace vantage::zoo {

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

void one_or_all(int64_t n, int64_t all, const char* what) {
  if (n != 1 && n != all)
    throw Error(VTG_INVALID, std::string("perturbation takes one ") + what + " or one for each of the " +
                                 std::to_string(all) + " masks, not " + std::to_string(n));
}

void require_finite(View masks) {
  for (int64_t m = 0; m < masks.size(0); ++m)
    for (int64_t i = 0; i < masks.count(1); ++i)
      if (!std::isfinite(masks.sample(m)[i]))
        throw Error(VTG_INVALID, "mask " + std::to_string(m) + " holds a value that is not a finite number");
}

}  // namespace

PerturbRequest::PerturbRequest(const vtg_perturb& q, const Graph& g)
    : upsample(complete(q).upsample),
      rescale(q.rescale != 0),
      probabilities(q.probabilities != 0),
      images(dense(q.image, 4, "the image's pixels", "N x C x H x W")),
      baselines(nullptr),
      n_baselines(1),
      masks(dense(q.masks, 3, "the masks", "M x h x w")) {
  one_or_all(images.size(0), count(), "image");
  for (int d = 0; d < 3; ++d)
    if (images.size(d + 1) != g.input().shape[static_cast<size_t>(d)])
      throw Error(VTG_INVALID, "the input of 'input' has another shape");
  if (q.baseline) {
    const View b = dense(q.baseline, 4, "the baseline's pixels", "N x C x H x W");
    one_or_all(b.size(0), count(), "baseline");
    for (int d = 1; d < 4; ++d)
      if (b.size(d) != images.size(d)) throw Error(VTG_INVALID, "the baseline must have the image's shape");
    baselines = b.data();
    n_baselines = b.size(0);
  }
  require_finite(masks);
  const int64_t classes = g.nodes.back().shape[0];
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

}  // namespace vantage::zoo
