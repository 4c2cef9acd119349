// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/sequential.hpp"

namespace vantage::zoo {

void alexnet(Builder& b, int64_t classes) {
  Sequential features(b, "features", 0);
  const auto conv = [&](int64_t out, int64_t kernel, int64_t stride, int64_t padding) {
    features.conv({.out = out, .kernel = kernel, .stride = stride, .padding = padding, .bias = true}).relu();
  };
  conv(64, 11, 4, 2);
  features.max_pool(3, 2);
  conv(192, 5, 1, 2);
  features.max_pool(3, 2);
  conv(384, 3, 1, 1);
  conv(256, 3, 1, 1);
  conv(256, 3, 1, 1);
  features.max_pool(3, 2);

  const int x = b.flatten("flatten", b.adaptive_avg_pool("avgpool", features.end(), 6));
  Sequential classifier(b, "classifier", x);
  classifier.skip().linear(4096).relu().skip().linear(4096).relu().linear(classes).end();
}

}  // namespace vantage::zoo
