// SPDX-License-Identifier: Apache-2.0
// A measure for the test of measures: the ratio of two maps' first values, which is not always a number.
#include <limits>

#include "vantage/similarity.hpp"

namespace {

struct Ratio {
  static constexpr const char* tags[] = {nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor), 0,   "org.example.ratio", VTG_SIMILARITY, "Ratio", "1.0.0", "a / b", "",
      "Apache-2.0",           tags};
  static constexpr uint64_t traits = 0;
  static constexpr double best = 1, worst = std::numeric_limits<double>::infinity();
  static vantage::Params params() { return {}; }
  double compare(const float* a, const float* b, int64_t, int64_t, const vantage::Values&) {
    return double{a[0]} / double{b[0]};
  }
};

}  // namespace

VTG_EXPORT_SIMILARITIES(Ratio)
