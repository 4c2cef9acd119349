// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/inverted_residual.hpp"

namespace vantage::zoo {
namespace {

// Unlike its successors, this one leaves the last convolution and its norm bare in the sequence.
int block(Builder& b, const std::string& name, int x, int64_t expansion, int64_t out, int64_t stride) {
  const int64_t hidden = b.channels(x) * expansion;
  const auto step = [&](const ConvSpec& c) {
    return [&b, c](const std::string& n, int in) { return conv_norm(b, n, in, c, Op::relu6); };
  };
  Sequential body(b, name + ".conv", x);
  if (expansion != 1) body.child(step({.out = hidden}));
  body.child(step({.out = hidden, .kernel = 3, .stride = stride, .groups = hidden}));
  body.conv({.out = out}).batch_norm();
  return residual(b, name, x, body.end(), stride);
}

}  // namespace

void mobilenet_v2(Builder& b, int64_t classes, const MobileNetV2& net) {
  struct Stage {  // table 2 of the paper
    int64_t expansion, out;
    int repeats;
    int64_t stride;
  };
  const Stage stages[] = {{1, 16, 1, 1}, {6, 24, 2, 2}, {6, 32, 3, 2},
                          {6, 64, 4, 2}, {6, 96, 3, 1}, {6, 160, 3, net.final_stride},
                          {6, 320, 1, 1}};
  const auto channels = [&](int64_t c) { return make_divisible(net.width * static_cast<double>(c)); };
  Sequential features(b, "features", 0);
  const auto outer = [&](const ConvSpec& c) {
    features.child([&](const std::string& n, int x) { return conv_norm(b, n, x, c, Op::relu6); });
  };
  outer({.out = channels(32), .kernel = 3, .stride = 2});
  for (const auto& s : stages)
    for (int i = 0; i < s.repeats; ++i)
      features.child([&](const std::string& n, int x) {
        return block(b, n, x, s.expansion, channels(s.out), i == 0 ? s.stride : 1);
      });
  outer({.out = net.last});

  Sequential classifier(b, "classifier", pool_and_flatten(b, features.end()));
  classifier.skip().linear(classes).end();
}

}  // namespace vantage::zoo
