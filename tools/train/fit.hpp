// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <functional>

#include "tools/train/recipe.hpp"
#include "tools/train/samples.hpp"
#include "tools/train/trainable.hpp"

namespace vantage::train {

struct Progress {
  int epoch, epochs;
  double loss;  // mean over the epoch
  double seconds;
};

/// Cross-entropy with labels smoothed by 0.1, AdamW (Loshchilov and Hutter 2019, arXiv:1711.05101), batches
/// of 64; the rate rises over the first twentieth of the steps and falls as a cosine. The first half of the
/// epochs sees pictures shrunk to two thirds: shapes are learnt there at half the price. Everything follows
/// from the recipe's seed and the number of threads.
void fit(Trainable&, const zoo::Architecture&, const Recipe&, const Samples&,
         const std::function<void(const Progress&)>& report);

}  // namespace vantage::train
