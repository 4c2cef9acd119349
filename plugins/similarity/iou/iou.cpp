// SPDX-License-Identifier: Apache-2.0
// IoU: how far two maps agree on where the attention is, whatever its strength.
#include "vantage/similarity.hpp"

namespace {

struct Iou {
  static constexpr const char* tags[] = {"region", nullptr};
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor),
      0,
      "iou",
      VTG_SIMILARITY,
      "Intersection over union",
      "1.0.0",
      "Of the pixels that reach the threshold in either map, the share that reach it in both; 1 where none "
      "does in either.",
      "Jaccard, The Distribution of the Flora in the Alpine Zone, New Phytologist 11, 1912, "
      "doi:10.1111/j.1469-8137.1912.tb05611.x",
      "Apache-2.0",
      tags};
  static constexpr uint64_t traits = VTG_SIM_SYMMETRIC | VTG_SIM_HIGHER_IS_CLOSER;
  static constexpr double best = 1, worst = 0;

  static vantage::Params params() {
    return {vantage::float_param("threshold", "Threshold", 0.5, 0, 1,
                                 "A pixel of this value or more is inside, as for contours")};
  }

  double compare(const float* a, const float* b, int64_t h, int64_t w, const vantage::Values& values) {
    // In float32, where a pixel written 0.7 reaches the threshold 0.7.
    const auto threshold = static_cast<float>(values.number("threshold"));
    int64_t both = 0, either = 0;
    for (int64_t i = 0; i < h * w; ++i) {
      const bool in_a = a[i] >= threshold, in_b = b[i] >= threshold;
      both += in_a && in_b;
      either += in_a || in_b;
    }
    return either ? static_cast<double>(both) / static_cast<double>(either) : 1;
  }
};

}  // namespace

VTG_EXPORT_SIMILARITIES(Iou)
