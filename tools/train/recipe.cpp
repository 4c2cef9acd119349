// SPDX-License-Identifier: Apache-2.0
#include "tools/train/recipe.hpp"

namespace vantage::train {

const std::vector<Recipe>& recipes() {
  using core::synthetic::kPlantedMarks;
  static const std::vector<Recipe> all = {
      {"mini_alexnet", 200, 24, 1e-3},
      {"mini_resnet10", 240, 12, 4e-3},
      {"mini_resnet18", 300, 14, 4e-3},
      {"mini_resnet34", 160, 14, 4e-3, kPlantedMarks},
      {"mini_resnet50", 120, 12, 4e-3},
      {"mini_squeezenet1_0", 120, 16, 2e-3},
      {"mini_squeezenet1_1", 160, 20, 2e-3},
      {"mini_densenet24", 120, 12, 4e-3, {0.6, 0.05}},
      {"mini_densenet36", 120, 10, 4e-3},
      {"mini_mobilenet_v2", 120, 12, 4e-3},
      {"mini_mobilenet_v3", 120, 12, 4e-3},
      {"mini_shufflenet_v2_x0_5", 160, 16, 4e-3},
      {"mini_shufflenet_v2_x1_0", 160, 12, 4e-3},
  };
  return all;
}

}  // namespace vantage::train
