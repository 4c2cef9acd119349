// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/inverted_residual.hpp"

namespace vantage::zoo {
namespace {

ConvSpec depthwise(int64_t channels, int64_t kernel, int64_t stride) {
  return {.out = channels, .kernel = kernel, .stride = stride, .padding = kernel / 2, .groups = channels};
}

int block(Builder& b, const std::string& name, int x, int64_t kernel, int64_t stride, int64_t expansion,
          int64_t out) {
  const int64_t hidden = b.channels(x) * expansion;
  Sequential body(b, name + ".layers", x);
  body.conv({.out = hidden}).batch_norm().relu();
  body.conv(depthwise(hidden, kernel, stride)).batch_norm().relu();
  body.conv({.out = out}).batch_norm();
  return residual(b, name, x, body.end(), stride);
}

}  // namespace

void mnasnet(Builder& b, int64_t classes, double width) {
  struct Stack {  // MnasNet-B1
    int64_t kernel, stride, expansion, out;
    int repeats;
  };
  constexpr Stack kStacks[] = {{3, 2, 3, 24, 3}, {5, 2, 3, 40, 3},  {5, 2, 6, 80, 3},
                               {3, 1, 6, 96, 2}, {5, 2, 6, 192, 4}, {3, 1, 6, 320, 1}};
  const int64_t stem = make_divisible(32 * width);
  Sequential layers(b, "layers", 0);
  layers.conv({.out = stem, .kernel = 3, .stride = 2, .padding = 1}).batch_norm().relu();
  layers.conv(depthwise(stem, 3, 1)).batch_norm().relu();
  layers.conv({.out = make_divisible(16 * width)}).batch_norm();
  for (const auto& s : kStacks)
    layers.child([&](const std::string& name, int x) {
      const int64_t out = make_divisible(static_cast<double>(s.out) * width);
      Sequential stack(b, name, x);
      for (int i = 0; i < s.repeats; ++i)
        stack.child([&](const std::string& n, int in) {
          return block(b, n, in, s.kernel, i == 0 ? s.stride : 1, s.expansion, out);
        });
      return stack.end();
    });
  layers.conv({.out = 1280}).batch_norm().relu();

  Sequential classifier(b, "classifier", pool_and_flatten(b, layers.end()));
  classifier.skip().linear(classes).end();
}

}  // namespace vantage::zoo
