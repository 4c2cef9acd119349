// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/sequential.hpp"

namespace vantage::zoo {

void alexnet(Builder& b, int64_t classes, const AlexNet& net) {
  Sequential features(b, "features", 0);
  const auto conv = [&](int64_t out, int64_t kernel, int64_t stride, int64_t padding) {
    features.conv({.out = out, .kernel = kernel, .stride = stride, .padding = padding, .bias = true}).relu();
  };
  conv(net.widths[0], 11, net.stride, 2);
  features.max_pool(3, 2);
  conv(net.widths[1], 5, 1, 2);
  features.max_pool(3, 2);
  for (const size_t i : {2, 3, 4}) conv(net.widths[i], 3, 1, 1);
  features.max_pool(3, 2);

  const int x = b.flatten("flatten", b.adaptive_avg_pool("avgpool", features.end(), net.pool));
  Sequential classifier(b, "classifier", x);
  classifier.skip().linear(net.hidden).relu().skip().linear(net.hidden).relu().linear(classes).end();
}

}  // namespace vantage::zoo
