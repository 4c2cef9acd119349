// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"

namespace vantage::zoo {
namespace {

struct Stage {
  Builder& b;
  Block kind;
  int64_t groups, base_width;

  int conv_bn(const std::string& in, const std::string& n, int x, ConvSpec c) const {
    return b.batch_norm(in + ".bn" + n, b.conv(in + ".conv" + n, x, c));
  }

  // The second and third use of a block's one ReLU module get a number, as a trace would name them.
  int block(const std::string& in, int x, int64_t planes, int64_t stride) const {
    const bool basic = kind == Block::basic;
    const int64_t out = basic ? planes : planes * 4;
    int y = 0;
    if (basic) {
      y = b.relu(in + ".relu", conv_bn(in, "1", x, {planes, 3, stride, 1}));
      y = conv_bn(in, "2", y, {planes, 3, 1, 1});
    } else {
      const int64_t width = planes * base_width / 64 * groups;
      y = b.relu(in + ".relu", conv_bn(in, "1", x, {width}));
      y = b.relu(in + ".relu_1", conv_bn(in, "2", y, {width, 3, stride, 1, groups}));
      y = conv_bn(in, "3", y, {out});
    }
    int shortcut = x;
    if (stride != 1 || b.channels(x) != out) {
      shortcut = b.batch_norm(in + ".downsample.1", b.conv(in + ".downsample.0", x, {out, 1, stride}));
      b.alias(in + ".downsample", shortcut);
    }
    const int sum = b.add(in + ".add", y, shortcut);
    y = b.relu(in + (basic ? ".relu_1" : ".relu_2"), sum);
    b.alias(in, y);
    return y;
  }
};

}  // namespace

void resnet(Builder& b, int64_t classes, const ResNet& net) {
  int x = b.relu("relu", b.batch_norm("bn1", b.conv("conv1", 0, {net.planes, 7, 2, 3})));
  x = b.max_pool("maxpool", x, 3, 2, 1);
  const Stage stage{b, net.kind, net.groups, net.width_per_group};
  for (int s = 0; s < 4; ++s) {
    const std::string name = "layer" + std::to_string(s + 1);
    for (int i = 0; i < net.depths[static_cast<size_t>(s)]; ++i) {
      const int64_t first = s == 0 ? 1 : s == 3 ? net.final_stride : 2;
      x = stage.block(name + "." + std::to_string(i), x, net.planes << s, i == 0 ? first : 1);
    }
    b.alias(name, x);
  }
  x = b.flatten("flatten", b.adaptive_avg_pool("avgpool", x, 1));
  b.linear("fc", x, classes);
}

}  // namespace vantage::zoo
