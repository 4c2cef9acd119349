// SPDX-License-Identifier: Apache-2.0
#include <span>

#include "plugins/models/zoo/families/families.hpp"
#include "plugins/models/zoo/families/inverted_residual.hpp"

namespace vantage::zoo {
namespace {

constexpr double kEpsilon = 0.001;

struct Row {  // a line of the paper's tables 1 (large) and 2 (small)
  int64_t kernel, expanded, out;
  bool squeeze;
  Op activation;
  int64_t stride;
};
constexpr Op RE = Op::relu, HS = Op::hardswish;

constexpr Row kLarge[] = {
    {3, 16, 16, false, RE, 1},  {3, 64, 24, false, RE, 2},  {3, 72, 24, false, RE, 1},
    {5, 72, 40, true, RE, 2},   {5, 120, 40, true, RE, 1},  {5, 120, 40, true, RE, 1},
    {3, 240, 80, false, HS, 2}, {3, 200, 80, false, HS, 1}, {3, 184, 80, false, HS, 1},
    {3, 184, 80, false, HS, 1}, {3, 480, 112, true, HS, 1}, {3, 672, 112, true, HS, 1},
    {5, 672, 160, true, HS, 2}, {5, 960, 160, true, HS, 1}, {5, 960, 160, true, HS, 1},
};
constexpr Row kSmall[] = {
    {3, 16, 16, true, RE, 2},  {3, 72, 24, false, RE, 2}, {3, 88, 24, false, RE, 1},
    {5, 96, 40, true, HS, 2},  {5, 240, 40, true, HS, 1}, {5, 240, 40, true, HS, 1},
    {5, 120, 48, true, HS, 1}, {5, 144, 48, true, HS, 1}, {5, 288, 96, true, HS, 2},
    {5, 576, 96, true, HS, 1}, {5, 576, 96, true, HS, 1},
};

}  // namespace

void mobilenet_v3(Builder& b, int64_t classes, const MobileNetV3& net) {
  const bool large = net.size == MobileNetV3::large;
  const auto channels = [&](int64_t c) { return make_divisible(net.width * static_cast<double>(c)); };
  Sequential features(b, "features", 0);
  const auto outer = [&](const ConvSpec& c) {
    features.child([&](const std::string& n, int x) { return conv_norm(b, n, x, c, HS, kEpsilon); });
  };
  outer({.out = channels(16), .kernel = 3, .stride = 2});
  for (const auto& r : large ? std::span<const Row>(kLarge) : std::span<const Row>(kSmall)) {
    const int64_t expanded = channels(r.expanded);
    const int64_t squeeze = r.squeeze ? make_divisible(static_cast<double>(expanded / 4)) : 0;
    const int64_t stride = r.stride == 2 && r.out >= 96 ? net.final_stride : r.stride;
    const InvertedResidual block{r.kernel,     stride,   expanded,        channels(r.out), squeeze,
                                 r.activation, Op::relu, Op::hardsigmoid, kEpsilon};
    features.child([&](const std::string& n, int x) { return block.build(b, n, x); });
  }
  outer({.out = 6 * features.channels()});

  Sequential classifier(b, "classifier", pool_and_flatten(b, features.end()));
  classifier.linear(net.hidden).activation(HS).skip().linear(classes).end();
}

}  // namespace vantage::zoo
