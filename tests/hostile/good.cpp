// SPDX-License-Identifier: Apache-2.0
// In order, written as a method author would: what is found beside all the others.
#include "vantage/explainer.hpp"

namespace {
struct Good {
  static constexpr vtg_descriptor about = {
      sizeof(vtg_descriptor), 0,      "org.example.good", VTG_EXPLAINER, "Good", "1.0.0",
      "All zeros.",           "none", "Apache-2.0",       nullptr};
  static constexpr uint64_t needs = 0;
  static vantage::Params params() {
    return {vantage::int_param("samples", "Samples", 25, 1, 1000, "How many.")};
  }
  vantage::Tensor explain(const vantage::Call& call) {
    return call.host.zeros({call.images().size(0), 1, 1});
  }
};
}  // namespace

VTG_EXPORT_EXPLAINERS(Good)
