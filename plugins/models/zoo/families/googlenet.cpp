// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/sequential.hpp"

namespace vantage::zoo {
namespace {

int conv(Builder& b, const std::string& name, int x, const ConvSpec& c) {
  const int y = b.relu(name + ".relu", b.batch_norm(name + ".bn", b.conv(name + ".conv", x, c), 0.001));
  b.alias(name, y);
  return y;
}

struct Inception {  // a row of the paper's table 1
  int64_t one, three_reduce, three, five_reduce, five, pool;
};

// Two 3 x 3 branches: the second one is 5 x 5 in the paper, but torchvision's weights were converted
// from TensorFlow's network, where it is not.
int inception(Builder& b, const std::string& name, int x, const Inception& c) {
  const auto step = [&](const ConvSpec& spec) {
    return [&b, spec](const std::string& n, int in) { return conv(b, n, in, spec); };
  };
  const auto branch = [&](const char* suffix, int64_t reduce, int64_t out) {
    Sequential s(b, name + suffix, x);
    return s.child(step({.out = reduce})).child(step({.out = out, .kernel = 3, .padding = 1})).end();
  };
  const int one = conv(b, name + ".branch1", x, {.out = c.one});
  const int three = branch(".branch2", c.three_reduce, c.three);
  const int five = branch(".branch3", c.five_reduce, c.five);
  Sequential pool(b, name + ".branch4", x);
  pool.max_pool(3, 1, 1, true).child(step({.out = c.pool}));
  const int y = b.concat(name + ".concat", {one, three, five, pool.end()});
  b.alias(name, y);
  return y;
}

}  // namespace

void googlenet(Builder& b, int64_t classes) {
  int x = conv(b, "conv1", 0, {.out = 64, .kernel = 7, .stride = 2, .padding = 3});
  x = b.max_pool("maxpool1", x, 3, 2, 0, true);
  x = conv(b, "conv2", x, {.out = 64});
  x = conv(b, "conv3", x, {.out = 192, .kernel = 3, .padding = 1});
  x = b.max_pool("maxpool2", x, 3, 2, 0, true);
  x = inception(b, "inception3a", x, {64, 96, 128, 16, 32, 32});
  x = inception(b, "inception3b", x, {128, 128, 192, 32, 96, 64});
  x = b.max_pool("maxpool3", x, 3, 2, 0, true);
  x = inception(b, "inception4a", x, {192, 96, 208, 16, 48, 64});
  x = inception(b, "inception4b", x, {160, 112, 224, 24, 64, 64});
  x = inception(b, "inception4c", x, {128, 128, 256, 24, 64, 64});
  x = inception(b, "inception4d", x, {112, 144, 288, 32, 64, 64});
  x = inception(b, "inception4e", x, {256, 160, 320, 32, 128, 128});
  x = b.max_pool("maxpool4", x, 2, 2, 0, true);
  x = inception(b, "inception5a", x, {256, 160, 320, 32, 128, 128});
  x = inception(b, "inception5b", x, {384, 192, 384, 48, 128, 128});
  b.linear("fc", pool_and_flatten(b, x), classes);
}

}  // namespace vantage::zoo
