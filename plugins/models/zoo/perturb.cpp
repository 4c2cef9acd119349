// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/perturb.hpp"

#include <ATen/core/grad_mode.h>

#include <algorithm>
#include <cmath>
#include <map>
#include <numeric>
#include <optional>

#include "plugins/models/zoo/aten.hpp"
#include "plugins/models/zoo/perturb_blend.hpp"

namespace vantage::zoo {
namespace {

// Measured on processors: more per pass gains nothing once the caches are full, and makes the user wait for a
// cancel; a recorded pass keeps all its values. Accelerators want more to do at once.
constexpr int64_t kMost = 8, kMostRecorded = 4, kMostOnAccelerator = 64;

// The value a mask has everywhere, if it has; once rescaled, that is 0 whatever the value.
std::optional<float> constant(const PerturbRequest& r, int64_t mask) {
  const float* p = r.masks.sample(mask);
  const auto [low, high] = std::minmax_element(p, p + r.masks.count(1));
  if (*low != *high) return std::nullopt;
  return r.rescale ? 0.0f : *low;
}

// Which masks must run, and for every mask whose scores among theirs it has.
struct Distinct {
  explicit Distinct(const PerturbRequest& r) {
    std::map<std::tuple<float, const float*, const float*>, int64_t> seen;
    for (int64_t m = 0; m < r.masks.size(0); ++m) {
      auto place = static_cast<int64_t>(masks.size());
      if (const auto value = constant(r, m))
        place = seen.try_emplace({*value, r.image_of(m), r.baseline_of(m)}, place).first->second;
      if (place == static_cast<int64_t>(masks.size())) masks.push_back(m);
      row.push_back(place);
    }
  }
  std::vector<int64_t> masks, row;
};

at::Tensor import(View v) {
  return at::from_blob(const_cast<float*>(v.data()),
                       at::IntArrayRef(v.c()->shape, static_cast<size_t>(v.dims())), at::kFloat);
}

}  // namespace

Perturbation::Perturbation(Network& network, const Execution& execution, const Footprint& footprint,
                           const PerturbRequest& r, const Host& host, vtg_job* job)
    : network_(network),
      execution_(execution),
      footprint_(footprint),
      r_(r),
      host_(host),
      job_(job),
      resize_(r.upsample, r.masks.size(1), r.masks.size(2), r.image.size(2), r.image.size(3)),
      masks_(import(r.masks)),
      targets_(at::tensor(r.targets, at::kLong)) {}

at::Tensor Perturbation::scores() {
  at::NoGradGuard no_grad;
  const Distinct distinct(r_);
  std::vector<at::Tensor> parts;
  each_chunk(distinct.masks, false,
             [&](const Chunk& c) { parts.push_back(columns(activation(network_.run(0, c.x, {}, false)))); });
  return at::cat(parts).index_select(0, at::tensor(distinct.row, at::kLong));
}

std::pair<at::Tensor, at::Tensor> Perturbation::scores_and_gradient(const at::Tensor& cotangent) {
  at::NoGradGuard no_grad;
  std::vector<int64_t> all(static_cast<size_t>(r_.masks.size(0)));
  std::iota(all.begin(), all.end(), 0);
  std::vector<at::Tensor> scores, gradients;
  each_chunk(all, true, [&](const Chunk& c) {
    const Pass pass = network_.run(0, c.x, {0}, true);
    const auto a = activation(pass);
    scores.push_back(columns(a));
    auto g = at::zeros_like(a);
    g.index_add_(1, targets_, cotangent.slice(0, c.of.front(), c.of.back() + 1));
    if (r_.probabilities) g = a * (g - (g * a).sum(1, true));  // p_j (c_j - sum_k c_k p_k)
    const auto at_input = network_.pull_back(pass, network_.graph().logits(), g, 0, VTG_RULE_GRADIENT);
    auto slope = blend_gradient(r_, c.of, at_input.to(at::kCPU, at::kFloat));
    if (r_.rescale) slope = rescale_gradient(upsampled(c.of), slope);
    gradients.push_back(resize_.transposed(slope));
  });
  return {at::cat(scores), at::cat(gradients)};
}

template <class F>
void Perturbation::each_chunk(const std::vector<int64_t>& masks, bool record, F&& use) {
  const auto all = static_cast<int64_t>(masks.size()), size = chunk_size(all, record);
  const auto room = buffer(size, record);
  for (int64_t first = 0; first < all; first += size) {
    // A call of one chunk says nothing: its caller, an optimiser perhaps, reports its own progress.
    if (job_ && first > 0) host_.step(job_, static_cast<double>(first) / static_cast<double>(all));
    const int64_t n = std::min(size, all - first);
    Chunk c{{masks.begin() + first, masks.begin() + first + n}, room.narrow(0, 0, n)};
    auto keep = upsampled(c.of);
    if (r_.rescale) rescale(keep);
    blend(r_, c.of, keep, c.x);
    use(c);
  }
}

// As Network::run() reads it without a copy: oneDNN wants rows of float32, LibTorch channels last.
at::Tensor Perturbation::buffer(int64_t size, bool record) const {
  const bool rows = !execution_.fused || (network_.on_dnnl() && !record);
  const auto type = record || network_.on_dnnl() ? at::kFloat : execution_.type;
  return at::empty({size, r_.image.size(1), r_.image.size(2), r_.image.size(3)}, at::TensorOptions(type),
                   rows ? at::MemoryFormat::Contiguous : at::MemoryFormat::ChannelsLast);
}

int64_t Perturbation::chunk_size(int64_t masks, bool record) const {
  const auto numbers = static_cast<double>(record ? footprint_.recorded : footprint_.passing);
  const double fit = std::floor(static_cast<double>(host_.memory()) / (sizeof(float) * numbers));
  const int64_t most = !execution_.device.is_cpu() ? kMostOnAccelerator : record ? kMostRecorded : kMost;
  const auto size = static_cast<int64_t>(std::clamp(fit, 1.0, static_cast<double>(most)));
  const int64_t chunks = (masks + size - 1) / size;
  return (masks + chunks - 1) / chunks;  // all about as large: no small one at the end
}

at::Tensor Perturbation::upsampled(const std::vector<int64_t>& masks) const {
  return resize_.forward(masks_.index_select(0, at::tensor(masks, at::kLong))).contiguous();
}

at::Tensor Perturbation::activation(const Pass& pass) const {
  const auto logits = pass.values.at(network_.graph().logits()).detach().to(at::kCPU, at::kFloat);
  return r_.probabilities ? at::softmax(logits, 1) : logits;
}

at::Tensor Perturbation::columns(const at::Tensor& activation) const {
  return activation.index_select(1, targets_);
}

}  // namespace vantage::zoo
