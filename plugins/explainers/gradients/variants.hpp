// SPDX-License-Identifier: Apache-2.0
// Gradients at many variants of each image: noisy ones, or the steps of a path towards it.
#pragma once
#include "plugins/explainers/gradients/score.hpp"

namespace vantage::gradients {

namespace detail {
// Images in one recorded pass: what fits into the host's scratch memory, and what a user who cancels will
// wait for. Depends on no other image, so that a batch gives the numbers of its images alone.
inline int64_t chunk_size(const Call& call) {
  constexpr double kMacsPerThread = 8e9;  // about half a second there and back
  constexpr double kMost = 8;             // more gain nothing on a CPU and cost memory
  const auto& model = call.model;
  double numbers = 3 * static_cast<double>(call.images().count(1));  // variant, its copy, its gradient
  for (int32_t i = 0; i < model.layer_count(); ++i) {
    const auto layer = model.layer(i);
    double size = 1;
    for (int32_t d = 0; d < std::min(layer.ndim, 6); ++d) size *= static_cast<double>(layer.shape[d]);
    numbers += size;
  }
  const double fit = static_cast<double>(call.host.memory()) / (sizeof(float) * numbers);
  const double soon =
      kMacsPerThread * call.host.threads() / std::max(1.0, static_cast<double>(model.info().macs));
  return static_cast<int64_t>(std::max(1.0, std::min({fit, soon, kMost})));
}
}  // namespace detail

/// For each image: `auto write = variants_of(image)`, then write(i, x) for i from 0 to n-1 in this order, x
/// being C x H x W numbers to fill; and use(m, i, g) with d score / d x for each of the image's maps m,
/// i ascending. One pass forward serves all classes of an image.
template <class VariantsOf, class Use>
void each_gradient(const Call& call, const Score& score, int64_t n, VariantsOf&& variants_of, Use&& use) {
  const View images = call.images();
  const int64_t most = detail::chunk_size(call);
  int64_t done = 0;
  for (int64_t first = 0, last = 0; first < call.maps(); first = last) {
    const int64_t image = call.image_of(first);
    while (last < call.maps() && call.image_of(last) == image) ++last;
    auto write = variants_of(image);
    for (int64_t i = 0; i < n; i += most) {
      call.step(done, n * call.maps());
      const int64_t size = std::min(most, n - i);
      Tensor x = call.host.zeros({size, images.size(1), images.size(2), images.size(3)});
      for (int64_t k = 0; k < size; ++k) write(i + k, x.sample(k));
      const Tape tape = call.model.forward(x.view(), {VTG_LAYER_INPUT}, /*record=*/true);
      const View logits = tape.logits();
      const int64_t classes = logits.size(1);
      for (int64_t m = first; m < last; ++m) {
        call.step(done, n * call.maps());
        Tensor at_logits = call.host.zeros({size, classes});
        for (int64_t k = 0; k < size; ++k)
          score.gradient(logits.sample(k), classes, call.target(m), at_logits.sample(k));
        const Tensor g = tape.pull_back(VTG_LAYER_LOGITS, at_logits.view(), VTG_LAYER_INPUT);
        for (int64_t k = 0; k < size; ++k) use(m, i + k, g.view().sample(k));
        done += size;
      }
    }
  }
}

}  // namespace vantage::gradients
