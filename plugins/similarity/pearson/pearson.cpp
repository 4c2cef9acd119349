// SPDX-License-Identifier: Apache-2.0
// Pearson: the linear correlation of two maps, which contrast and brightness leave alone.
#include "plugins/similarity/pearson/correlation.hpp"
#include "vantage/similarity.hpp"

namespace {

struct Pearson {
  static constexpr const char* tags[] = {"pixelwise", "correlation", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "pearson",
      VTG_SIMILARITY,
      "Pearson correlation",
      "1.0.0",
      "The linear correlation of the maps' values. A constant map correlates with another constant one (1) "
      "and with nothing else (0).",
      "Bylinskii et al., What Do Different Evaluation Metrics Tell Us About Saliency Models?, IEEE TPAMI "
      "2019, arXiv:1604.03605, CC",
      "Apache-2.0",
      tags};
  static constexpr uint64_t traits = VTG_SIM_SYMMETRIC | VTG_SIM_HIGHER_IS_CLOSER;
  static constexpr double best = 1, worst = -1;

  static vantage::Params params() { return {}; }

  double compare(const float* a, const float* b, int64_t h, int64_t w, const vantage::Values&) {
    return vantage::similarity::correlation(a, b, h * w);
  }
};

}  // namespace

VTG_EXPORT_SIMILARITIES(Pearson)
