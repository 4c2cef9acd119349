// SPDX-License-Identifier: Apache-2.0
// MSE: the mean squared difference of two maps. 0: the same; 1: white against black.
#include <Eigen/Core>

#include "vantage/similarity.hpp"

namespace {

struct Mse {
  static constexpr const char* tags[] = {"pixelwise", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "mse",
      VTG_SIMILARITY,
      "Mean squared difference",
      "1.0.0",
      "The mean over all pixels of (a - b)^2: a few large differences count more than many small ones.",
      "Xuan et al., VAC-CNN, IEEE TVCG 2022, arXiv:2110.13252, Algorithm 2",
      "Apache-2.0",
      tags};
  static constexpr uint64_t traits = VTG_SIM_SYMMETRIC;
  static constexpr double best = 0, worst = 1;

  static vantage::Params params() { return {}; }

  double compare(const float* a, const float* b, int64_t h, int64_t w, const vantage::Values&) {
    const Eigen::Map<const Eigen::ArrayXf> x(a, h * w), y(b, h * w);
    return (x.cast<double>() - y.cast<double>()).square().mean();
  }
};

}  // namespace

VTG_EXPORT_SIMILARITIES(Mse)
