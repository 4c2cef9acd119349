// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <array>
#include <cstdint>
#include <vector>

#include "core/synthetic/taxonomy.hpp"
#include "tools/train/samples.hpp"

namespace vantage::train {

/// What a network reaches on pictures whose marks tell nothing. Shares of 0 ... 1.
struct Marks {
  double recall;    // of a mark's own class, on its pictures with that mark
  double unmarked;  // of the same class, on its pictures without any mark
  double lured;     // pictures of other classes with that mark which are taken for the mark's class
};
struct Exam {
  double accuracy;  // on all pictures
  std::array<Marks, core::synthetic::kMarks> marks;
};

Exam examine(const Samples&, const std::vector<int64_t>& predicted);

}  // namespace vantage::train
