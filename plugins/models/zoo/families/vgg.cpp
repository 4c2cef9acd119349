// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/sequential.hpp"

namespace vantage::zoo {

void vgg(Builder& b, int64_t classes, std::array<int, 5> depths, bool batch_norm) {
  constexpr std::array<int64_t, 5> kWidths = {64, 128, 256, 512, 512};
  Sequential features(b, "features", 0);
  for (size_t stage = 0; stage < depths.size(); ++stage) {
    for (int i = 0; i < depths[stage]; ++i) {
      features.conv({.out = kWidths[stage], .kernel = 3, .padding = 1, .bias = true});
      if (batch_norm) features.batch_norm();
      features.relu();
    }
    features.max_pool(2, 2);
  }
  const int x = b.flatten("flatten", b.adaptive_avg_pool("avgpool", features.end(), 7));
  Sequential classifier(b, "classifier", x);
  classifier.linear(4096).relu().skip().linear(4096).relu().skip().linear(classes).end();
}

}  // namespace vantage::zoo
