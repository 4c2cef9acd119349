// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/sequential.hpp"

namespace vantage::zoo {
namespace {

// Section 3.2 of the paper: few channels between, half of the many that come out seen through 3 x 3.
int fire(Builder& b, const std::string& name, int x, int64_t squeeze, int64_t expand) {
  const auto conv = [&](const std::string& part, int in, const ConvSpec& c) {
    return b.relu(name + "." + part + "_activation", b.conv(name + "." + part, in, c));
  };
  const int s = conv("squeeze", x, {.out = squeeze, .bias = true});
  const int narrow = conv("expand1x1", s, {.out = expand, .bias = true});
  const int wide = conv("expand3x3", s, {.out = expand, .kernel = 3, .padding = 1, .bias = true});
  const int y = b.concat(name + ".concat", {narrow, wide});
  b.alias(name, y);
  return y;
}

}  // namespace

void squeezenet(Builder& b, int64_t classes, const SqueezeNet& net) {
  const bool first = net.version == SqueezeNet::v1_0;
  Sequential features(b, "features", 0);
  const auto fires = [&](int64_t size, int times) {
    const int64_t squeeze = size * net.squeeze, expand = 4 * squeeze;
    for (int i = 0; i < times; ++i)
      features.child([&](const std::string& n, int x) { return fire(b, n, x, squeeze, expand); });
  };
  const auto pool = [&] { features.max_pool(3, 2, 0, true); };

  const int64_t kernel = first ? 7 : 3, padding = net.padded ? kernel / 2 : 0;
  features.conv({.out = net.stem, .kernel = kernel, .stride = 2, .padding = padding, .bias = true}).relu();
  pool();
  fires(1, 2);
  if (!first) pool();  // 1.1 is 1.0 with its pools moved up, where they save the most
  fires(2, 1);
  if (first) pool();
  fires(2, 1);
  if (!first) pool();
  fires(3, 2);
  fires(4, 1);
  if (first) pool();
  fires(4, 1);

  Sequential classifier(b, "classifier", features.end());
  classifier.skip().conv({.out = classes, .bias = true}).relu().adaptive_avg_pool(1);
  b.flatten("flatten", classifier.end());
}

}  // namespace vantage::zoo
