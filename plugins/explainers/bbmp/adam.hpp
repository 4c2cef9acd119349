// SPDX-License-Identifier: Apache-2.0
// Adam (Kingma and Ba 2015, algorithm 1) on a mask that stays within [0,1].
#pragma once
#include <cmath>

#include "plugins/explainers/bbmp/mask_penalty.hpp"

namespace vantage::perturbation {

class Adam {
 public:
  Adam(double beta1, double beta2) : beta1_(beta1), beta2_(beta2) {}
  void step(Mask& m, const Mask& g, double rate) {
    if (steps_++ == 0) mean_ = square_ = Mask::Zero(m.rows(), m.cols());
    mean_ += static_cast<float>(1 - beta1_) * (g - mean_);
    square_ += static_cast<float>(1 - beta2_) * (g.square() - square_);
    const auto first = static_cast<float>(rate / (1 - std::pow(beta1_, steps_)));
    const auto second = static_cast<float>(1 / (1 - std::pow(beta2_, steps_)));
    // The comparison that lets NaN through comes last: a broken gradient must show.
    m -= first * mean_ / ((second * square_).sqrt() + 1e-8f);
    m = (m < 0.0f).select(0.0f, (m > 1.0f).select(1.0f, m));
  }

 private:
  double beta1_, beta2_;
  int steps_ = 0;
  Mask mean_, square_;
};

}  // namespace vantage::perturbation
