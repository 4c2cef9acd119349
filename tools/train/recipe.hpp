// SPDX-License-Identifier: Apache-2.0
// How each bundled network is taught. Pictures and epochs differ so that the networks do, as networks in the
// world do; two of them see training pictures with the planted shortcut.
#pragma once

#include <cstdint>
#include <string>
#include <vector>

#include "core/synthetic/scene.hpp"

namespace vantage::train {

struct Recipe {
  std::string network;  // an architecture of the zoo
  int per_class;        // training pictures
  int epochs;
  double rate;  // AdamW's largest learning rate
  core::synthetic::MarkRates marks = core::synthetic::kIndependentMarks;
  double decay = 0.05;
  uint64_t seed = 1;
};

/// The bundled networks in the order of the zoo's table.
const std::vector<Recipe>& recipes();

}  // namespace vantage::train
