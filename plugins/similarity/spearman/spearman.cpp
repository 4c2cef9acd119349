// SPDX-License-Identifier: Apache-2.0
// Spearman: the correlation of two maps' ranks. The maps agree where they put the pixels in the same order.
#include <algorithm>
#include <numeric>
#include <vector>

#include "plugins/similarity/pearson/correlation.hpp"
#include "vantage/similarity.hpp"

namespace {

// 1 for the smallest value; equal values share the mean of their places.
std::vector<double> ranks(const float* values, int64_t n) {
  std::vector<int64_t> order(static_cast<size_t>(n));
  std::iota(order.begin(), order.end(), 0);
  std::sort(order.begin(), order.end(), [values](int64_t i, int64_t j) { return values[i] < values[j]; });
  std::vector<double> rank(order.size());
  for (size_t first = 0, next = 0; first < order.size(); first = next) {
    while (next < order.size() && values[order[next]] == values[order[first]]) ++next;
    for (size_t k = first; k < next; ++k)
      rank[static_cast<size_t>(order[k])] = static_cast<double>(first + 1 + next) / 2;
  }
  return rank;
}

struct Spearman {
  static constexpr const char* tags[] = {"rank", "correlation", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "spearman",
      VTG_SIMILARITY,
      "Spearman rank correlation",
      "1.0.0",
      "The linear correlation of the pixels' ranks, equal values sharing their mean rank. A constant map "
      "correlates with another constant one (1) and with nothing else (0).",
      "Spearman, The Proof and Measurement of Association between Two Things, Am. J. Psychol. 15, 1904, "
      "doi:10.2307/1412159",
      "Apache-2.0",
      tags};
  static constexpr uint64_t traits = VTG_SIM_SYMMETRIC | VTG_SIM_HIGHER_IS_CLOSER;
  static constexpr double best = 1, worst = -1;

  static vantage::Params params() { return {}; }

  double compare(const float* a, const float* b, int64_t h, int64_t w, const vantage::Values&) {
    return vantage::similarity::correlation(ranks(a, h * w).data(), ranks(b, h * w).data(), h * w);
  }
};

}  // namespace

VTG_EXPORT_SIMILARITIES(Spearman)
