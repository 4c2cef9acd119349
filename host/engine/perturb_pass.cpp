// SPDX-License-Identifier: Apache-2.0
#include "host/engine/perturb_pass.hpp"

#include <algorithm>
#include <cmath>
#include <string>

#include "host/engine/class_scores.hpp"
#include "host/engine/rescale.hpp"

namespace vantage::engine {

namespace {
// More per pass gains nothing on a CPU and makes the user wait for a cancel.
constexpr int64_t kMostPerChunk = 32;
}  // namespace

PerturbPass::PerturbPass(const Model& model, const PerturbRequest& r, vtg_job* job)
    : model_(model),
      r_(r),
      job_(job),
      up_(r.upsample, r.masks.size(1), r.masks.size(2), r.image.size(2), r.image.size(3)),
      pixels_(static_cast<size_t>(r.pixels())),
      slope_(pixels_.size()) {}

Tensor PerturbPass::scores() {
  const auto columns = static_cast<int64_t>(r_.targets.size());
  Tensor out = model_.host().zeros({r_.masks.size(0), columns});
  each_chunk(false, [&](int64_t first, int64_t n) {
    const Tensor x = blended(first, n);
    const Tape tape = model_.forward(x.view());
    write_scores(r_, checked_logits(tape, n), out.data() + first * columns);
  });
  return out;
}

std::pair<Tensor, Tensor> PerturbPass::scores_and_gradient(View cotangent) {
  if (!(model_.capabilities() & VTG_CAN_VJP_INPUT))
    throw Error(
        VTG_UNSUPPORTED,
        "this model gives no gradient at its input; choose a method without gradients or another model");
  const auto columns = static_cast<int64_t>(r_.targets.size());
  if (cotangent.dims() != 2 || cotangent.size(0) != r_.masks.size(0) || cotangent.size(1) != columns)
    throw Error(VTG_INVALID, "the cotangent must be " + std::to_string(r_.masks.size(0)) + " x " +
                                 std::to_string(columns) + ", one number for every score");
  Tensor out = model_.host().zeros({r_.masks.size(0), columns});
  Tensor gradient = model_.host().zeros({r_.masks.size(0), r_.masks.size(1), r_.masks.size(2)});
  each_chunk(true, [&](int64_t first, int64_t n) {
    const Tensor x = blended(first, n);
    const Tape tape = model_.forward(x.view(), {VTG_LAYER_INPUT}, /*record=*/true);
    const View logits = checked_logits(tape, n);
    write_scores(r_, logits, out.data() + first * columns);
    const Tensor at_logits = logit_gradient(r_, model_.host(), logits, cotangent.sample(first));
    const Tensor at_input = tape.pull_back(VTG_LAYER_LOGITS, at_logits.view(), VTG_LAYER_INPUT);
    if (at_input.view().count() != x.view().count())
      throw Error(VTG_FAILED, "the model returned a gradient of another size than its input");
    for (int64_t i = 0; i < n; ++i)
      mask_gradient(first + i, at_input.view().sample(i), gradient.sample(first + i));
  });
  return {std::move(out), std::move(gradient)};
}

// Masked images, the model's activations (all of them where they are kept for the way back, else one
// layer's input and output) and gradients must fit. A model that lies here is slow or big, not wrong.
int64_t PerturbPass::chunk_size(bool gradient) const {
  double kept = 0, largest = 0;
  for (int32_t i = 0; i < model_.layer_count(); ++i) {
    const auto info = model_.layer(i);
    double numbers = 1;
    for (int32_t d = 0; d < std::min(info.ndim, 6); ++d)
      numbers *= static_cast<double>(std::max<int64_t>(1, info.shape[d]));
    kept += numbers;
    largest = std::max(largest, numbers);
  }
  const auto image = static_cast<double>(r_.image.count(1));
  const double bytes = sizeof(float) * (gradient ? 3 * image + kept : image + 2 * largest);
  const double fit = std::floor(static_cast<double>(model_.host().memory()) / bytes);
  return static_cast<int64_t>(
      std::clamp(fit, 1.0, static_cast<double>(std::min(kMostPerChunk, r_.masks.size(0)))));
}

template <class Chunk>
void PerturbPass::each_chunk(bool gradient, Chunk&& chunk) {
  const int64_t all = r_.masks.size(0), size = chunk_size(gradient);
  for (int64_t first = 0; first < all; first += size) {
    // A call of one chunk says nothing: its caller, an optimiser perhaps, reports its own progress.
    if (job_ && first > 0) model_.host().step(job_, static_cast<double>(first) / static_cast<double>(all));
    chunk(first, std::min(size, all - first));
  }
}

void PerturbPass::upsampled(int64_t mask, bool rescaled) {
  up_.forward(r_.masks.sample(mask), pixels_.data());
  if (rescaled) rescale(pixels_);
}

Tensor PerturbPass::blended(int64_t first, int64_t n) {
  Tensor x = model_.host().zeros({n, r_.channels(), r_.image.size(2), r_.image.size(3)});
  const int64_t pixels = r_.pixels();
  for (int64_t m = 0; m < n; ++m) {
    upsampled(first + m, r_.rescale);
    const float* image = r_.image_of(first + m);
    const float* baseline = r_.baseline_of(first + m);
    for (int64_t c = 0; c < r_.channels(); ++c) {
      float* out = x.sample(m) + c * pixels;
      const float* in = image + c * pixels;
      const float* base = baseline ? baseline + c * pixels : nullptr;
      for (int64_t i = 0; i < pixels; ++i) {
        const float keep = pixels_[static_cast<size_t>(i)];
        out[i] = keep * in[i] + (base ? (1 - keep) * base[i] : 0.0f);
      }
    }
  }
  return x;
}

View PerturbPass::checked_logits(const Tape& tape, int64_t n) const {
  const View v = tape.logits();
  if (v.dims() != 2 || v.size(0) != n || v.size(1) != r_.classes)
    throw Error(VTG_FAILED, "the model announces " + std::to_string(r_.classes) +
                                " classes and returns logits of another shape");
  return v;
}

void PerturbPass::mask_gradient(int64_t mask, const float* image_gradient, float* out) {
  const int64_t pixels = r_.pixels();
  std::fill(slope_.begin(), slope_.end(), 0.0f);
  const float* image = r_.image_of(mask);
  const float* baseline = r_.baseline_of(mask);
  for (int64_t i = 0; i < r_.image.count(1); ++i) {
    const float step = image[i] - (baseline ? baseline[i] : 0.0f);
    slope_[static_cast<size_t>(i % pixels)] += image_gradient[i] * step;
  }
  if (r_.rescale) {
    upsampled(mask, false);  // once more: cheaper than keeping every mask at the image's size
    rescale_backward(pixels_, slope_);
  }
  up_.transposed(slope_.data(), out);
}

Tensor generic_scores(const Model& model, const vtg_perturb& q, vtg_job* job) {
  const PerturbRequest request(q, model.info());
  return PerturbPass(model, request, job).scores();
}

std::pair<Tensor, Tensor> generic_scores_and_gradient(const Model& model, const vtg_perturb& q,
                                                      const vtg_view* cotangent, vtg_job* job) {
  const PerturbRequest request(q, model.info());
  return PerturbPass(model, request, job)
      .scores_and_gradient(dense(cotangent, 2, "the cotangent's numbers", "M x targets"));
}

}  // namespace vantage::engine
