// SPDX-License-Identifier: Apache-2.0
// How much memory a pass needs, before it runs. Pure graph reasoning.
#pragma once
#include "plugins/models/zoo/plan.hpp"

namespace vantage::zoo {

/// Numbers that one image keeps in memory at once, its own pixels included.
struct Footprint {
  int64_t passing;   // at the widest point of a pass that keeps nothing
  int64_t recorded;  // of a pass that is recorded and its way back
};
Footprint footprint(const Graph&, const Plan&);

}  // namespace vantage::zoo
