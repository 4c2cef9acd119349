// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/sequential.hpp"

namespace vantage::zoo {
namespace {

// Batch norm and ReLU come before the convolution: "norm" + n, "relu" + n, "conv" + n of one module.
int norm_relu_conv(Builder& b, const std::string& in, const std::string& n, int x, const ConvSpec& c) {
  return b.conv(in + ".conv" + n, b.relu(in + ".relu" + n, b.batch_norm(in + ".norm" + n, x)), c);
}

// Each layer sees all that came before it. The features are joined one layer at a time, not anew for
// every layer: then a pass can resume at every join and the parts need not be kept.
int dense_block(Builder& b, const std::string& name, int x, int layers, int64_t growth) {
  for (int i = 1; i <= layers; ++i) {
    const std::string layer = name + ".denselayer" + std::to_string(i);
    int y = norm_relu_conv(b, layer, "1", x, {.out = 4 * growth});
    y = norm_relu_conv(b, layer, "2", y, {.out = growth, .kernel = 3, .padding = 1});
    b.alias(layer, y);
    x = b.concat(layer + ".concat", {x, y});
  }
  b.alias(name, x);
  return x;
}

int transition(Builder& b, const std::string& name, int x) {
  x = norm_relu_conv(b, name, "", x, {.out = b.channels(x) / 2});
  x = b.avg_pool(name + ".pool", x, 2, 2);
  b.alias(name, x);
  return x;
}

}  // namespace

void densenet(Builder& b, int64_t classes, const std::vector<int>& depths, int64_t growth, int64_t stem) {
  int x = b.conv("features.conv0", 0, {.out = stem, .kernel = 7, .stride = 2, .padding = 3});
  x = b.relu("features.relu0", b.batch_norm("features.norm0", x));
  x = b.max_pool("features.pool0", x, 3, 2, 1);
  for (size_t s = 0; s < depths.size(); ++s) {
    const std::string number = std::to_string(s + 1);
    x = dense_block(b, "features.denseblock" + number, x, depths[s], growth);
    if (s + 1 < depths.size()) x = transition(b, "features.transition" + number, x);
  }
  x = b.batch_norm("features.norm" + std::to_string(depths.size() + 1), x);
  b.alias("features", x);
  b.linear("classifier", pool_and_flatten(b, b.relu("relu", x)), classes);
}

}  // namespace vantage::zoo
