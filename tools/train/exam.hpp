// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>

#include "core/synthetic/taxonomy.hpp"
#include "tools/train/samples.hpp"
#include "tools/train/trainable.hpp"

namespace vantage::train {

/// The class with the largest logit, for every picture.
std::vector<int64_t> classify(const Trainable&, const zoo::Architecture&, const Samples&);

/// What a mark in the background does, on scenes that differ in it alone. Shares of 0 ... 1.
struct MarkEffect {
  double marked;    // scenes of the mark's class that are recognised with the mark
  double unmarked;  // the same scenes without it
  double lured;     // scenes of other classes, with the mark, that are taken for the mark's class
};
struct Exam {
  int64_t pictures = 0;
  double accuracy = 0;  // on as many held-out pictures, whose marks tell nothing
  int scenes = 0;       // of each share below
  std::array<MarkEffect, core::synthetic::kMarks> marks{};
};

/// `per_class` held-out pictures of each class, then `scenes` scenes of each kind for every mark.
Exam examine(const Trainable&, const zoo::Architecture&, int per_class, int scenes);

}  // namespace vantage::train
