// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/sequential.hpp"

namespace vantage::zoo {
namespace {

ConvSpec depthwise(int64_t channels, int64_t stride) {
  return {.out = channels, .kernel = 3, .stride = stride, .padding = 1, .groups = channels};
}

int right_branch(Builder& b, const std::string& name, int x, int64_t out, int64_t stride) {
  Sequential s(b, name + ".branch2", x);
  s.conv({.out = out}).batch_norm().relu();
  s.conv(depthwise(out, stride)).batch_norm();
  return s.conv({.out = out}).batch_norm().relu().end();
}

// Figure 3 (c) of the paper: half of the channels pass untouched.
int unit(Builder& b, const std::string& name, int x) {
  const int64_t half = b.channels(x) / 2;
  const int left = b.slice(name + ".chunk", x, 0, half);
  const int right = right_branch(b, name, b.slice(name + ".chunk_1", x, half, half), half, 1);
  return b.concat(name + ".concat", {left, right});
}

// Figure 3 (d): both branches halve the extent, together they double the channels.
int reduction(Builder& b, const std::string& name, int x, int64_t out) {
  Sequential left(b, name + ".branch1", x);
  left.conv(depthwise(b.channels(x), 2)).batch_norm();
  left.conv({.out = out / 2}).batch_norm().relu();
  const int y = left.end();
  return b.concat(name + ".concat", {y, right_branch(b, name, x, out / 2, 2)});
}

}  // namespace

void shufflenet_v2(Builder& b, int64_t classes, const ShuffleNetV2& net) {
  Sequential stem(b, "conv1", 0);
  stem.conv({.out = net.widths[0], .kernel = 3, .stride = 2, .padding = 1}).batch_norm().relu();
  int x = stem.end();
  if (net.pooled) x = b.max_pool("maxpool", x, 3, 2, 1);
  for (size_t s = 0; s < 3; ++s) {
    Sequential stage(b, "stage" + std::to_string(s + 2), x);
    for (int i = 0; i < net.repeats[s]; ++i)
      stage.child([&](const std::string& n, int in) {
        const int joined = i == 0 ? reduction(b, n, in, net.widths[s + 1]) : unit(b, n, in);
        const int y = b.shuffle(n + ".channel_shuffle", joined, 2);
        b.alias(n, y);
        return y;
      });
    x = stage.end();
  }
  Sequential last(b, "conv5", x);
  last.conv({.out = net.widths[4]}).batch_norm().relu();
  b.linear("fc", pool_and_flatten(b, last.end()), classes);
}

}  // namespace vantage::zoo
