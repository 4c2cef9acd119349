// SPDX-License-Identifier: Apache-2.0
// Where BBMP begins: nothing hidden, noise, or a disc that is known to take the class away.
#pragma once
#include "plugins/explainers/bbmp/mask_penalty.hpp"
#include "plugins/explainers/occlusion/baseline.hpp"

namespace vantage::perturbation {

/// A mask that hides a disc around the centre; its edge is blurred. radius, sigma: pixels of an image
/// `height` pixels high.
inline Mask without_disc(int64_t side, double radius, double sigma, int64_t height) {
  const double pixels = static_cast<double>(height) / static_cast<double>(side);
  const double middle = static_cast<double>(side - 1) / 2;
  Mask m(side, side);
  for (int64_t y = 0; y < side; ++y)
    for (int64_t x = 0; x < side; ++x)
      m(y, x) = std::hypot(double(y) - middle, double(x) - middle) * pixels < radius ? 0.0f : 1.0f;
  gaussian_blur(m.data(), m.data(), side, side, sigma / pixels);
  return m;
}

/// The smallest of 35 discs, radius 0, 5, ... of an image 224 pixels high, that takes all but a hundredth of
/// what hiding everything takes from the score; the largest where none does. (The authors' way to begin.)
inline Mask smallest_disc(const Call& call, int64_t map, View image, View baseline, int64_t side,
                          int32_t upsample, bool probabilities) {
  constexpr int64_t discs = 35;
  constexpr double step = 5.0 / 224, edge = 10.0 / 224;
  const int64_t height = image.size(2);
  Tensor masks = call.host.zeros({discs + 1, side, side});  // the last hides everything
  for (int64_t i = 0; i < discs; ++i)
    Eigen::Map<Mask>(masks.sample(i), side, side) =
        without_disc(side, step * double(i * height), edge * double(height), height);
  auto q = Perturbation::request(image, masks.view());
  q.upsample = upsample;
  q.probabilities = probabilities;
  q.baseline = baseline.c();
  q.targets = call.r->targets + map;
  q.n_targets = 1;
  const Tensor s = call.perturb().scores(q);
  const float *score = s.view().data(), hidden = score[discs];
  int64_t chosen = 0;
  while (chosen + 1 < discs && score[chosen] - hidden > 0.01f * (score[0] - hidden)) ++chosen;
  return Eigen::Map<const Mask>(masks.sample(chosen), side, side);
}

}  // namespace vantage::perturbation
