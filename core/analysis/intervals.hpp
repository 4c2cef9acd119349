// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>

namespace vantage::core {

struct Interval {
  double low, high;
};

// Wilson's score interval (1927) of a share, in [0,1]; without trials all of it. `z`: the normal quantile,
// the default for 95 %. Throws Error unless 0 <= successes <= trials.
Interval wilson(int64_t successes, int64_t trials, double z = 1.959963984540054);

// McNemar's test (1947) of whether two models err equally often on the same images.
struct McNemar {
  int64_t only_first, only_second;  // images that one model alone has right
  double statistic;                 // chi-square with Edwards' continuity correction (1948); 0 for no image
  double p;                         // exact, two-sided: of a fair coin among these images; 1 for no image
};

// Throws Error for a negative count.
McNemar mcnemar(int64_t only_first, int64_t only_second);

}  // namespace vantage::core
