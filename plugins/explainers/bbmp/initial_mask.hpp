// SPDX-License-Identifier: Apache-2.0
// Where BBMP begins: the objective has many local minima, and the start decides which one is found.
#pragma once
#include <vector>

#include "plugins/explainers/bbmp/mask_penalty.hpp"
#include "plugins/explainers/bbmp/mask_search.hpp"

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

/// A mask that hides a spot around y, x and lets more and more be seen towards `radius`; all three are
/// fractions of the image's side. Such a slope costs little roughness, which a sharp edge would.
inline Mask without_spot(int64_t side, double y, double x, double radius) {
  constexpr double core = 0.3;  // of the radius, hidden altogether
  Mask m(side, side);
  for (int64_t i = 0; i < side; ++i)
    for (int64_t j = 0; j < side; ++j) {
      const double d = std::hypot((double(i) + 0.5) / double(side) - y, (double(j) + 0.5) / double(side) - x);
      m(i, j) = static_cast<float>(std::clamp((d / radius - core) / (1 - core), 0.0, 1.0));
    }
  return m;
}

/// Tries masks on one map's class.
struct Tryout {
  const Call& call;
  const Pulse& pulse;  ///< between requests
  int64_t map;
  View image, baseline;
  int32_t upsample;
  bool probabilities;

  /// The score under each of the masks, which are not to be empty.
  std::vector<float> operator()(const std::vector<Mask>& masks) const {
    const int64_t side = masks[0].rows();
    const auto at_once = static_cast<size_t>(images_at_once(call.model));
    std::vector<float> scores;
    while (scores.size() < masks.size()) {
      const size_t first = scores.size(), n = std::min(at_once, masks.size() - first);
      Tensor some = call.host.zeros({static_cast<int64_t>(n), side, side});
      for (size_t i = 0; i < n; ++i)
        Eigen::Map<Mask>(some.sample(static_cast<int64_t>(i)), side, side) = masks[first + i];
      auto q = Perturbation::request(image, some.view());
      q.upsample = upsample;
      q.probabilities = probabilities;
      q.baseline = baseline.c();
      q.targets = call.r->targets + map;
      q.n_targets = 1;
      const Tensor s = call.perturb_part().scores(q);
      scores.insert(scores.end(), s.view().data(), s.view().data() + n);
      pulse();
    }
    return scores;
  }
};

/// The smallest of 35 discs, radius 0, 5, ... of an image 224 pixels high, that takes all but a hundredth of
/// what hiding everything takes from the score; the largest where none does. (The authors' way to begin.)
inline Mask smallest_disc(const Tryout& scores, int64_t side) {
  constexpr size_t discs = 35;
  constexpr double step = 5.0 / 224, edge = 10.0 / 224;
  const int64_t height = scores.image.size(2);
  std::vector<Mask> masks;
  for (size_t i = 0; i < discs; ++i)
    masks.push_back(without_disc(side, step * double(i) * double(height), edge * double(height), height));
  masks.emplace_back(Mask::Zero(side, side));
  const auto score = scores(masks);
  size_t chosen = 0;
  while (chosen + 1 < discs && score[chosen] - score[discs] > 0.01f * (score[0] - score[discs])) ++chosen;
  return masks[chosen];
}

/// The spot of least objective: nine places, four radii. Where none takes a tenth of the score away, as of a
/// network that is sure beyond what a softmax can tell, every slope there is flat: then the smallest disc
/// that hides the class.
inline Mask best_spot(const Tryout& scores, int64_t side, const MaskPenalty& penalty) {
  std::vector<Mask> masks;
  for (const double radius : {6.0, 9.0, 12.0, 16.0})
    for (const double y : {8.0, 14.0, 20.0})
      for (const double x : {8.0, 14.0, 20.0})
        masks.push_back(without_spot(side, y / 28, x / 28, radius / 28));
  const size_t spots = masks.size();
  masks.emplace_back(Mask::Ones(side, side));
  const auto score = scores(masks);
  Mask unused = Mask::Zero(side, side);
  size_t chosen = 0;
  double least = std::numeric_limits<double>::infinity();
  for (size_t i = 0; i < spots; ++i)
    if (const double objective = score[i] + penalty(masks[i], unused); objective < least) {
      least = objective;
      chosen = i;
    }
  return score[chosen] > 0.9f * score[spots] ? smallest_disc(scores, side) : masks[chosen];
}

}  // namespace vantage::perturbation
