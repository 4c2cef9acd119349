// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/families/inverted_residual.hpp"

#include <algorithm>

namespace vantage::zoo {

int conv_norm(Builder& b, const std::string& name, int x, ConvSpec c, std::optional<Op> activation,
              double epsilon) {
  c.padding = c.kernel / 2;
  Sequential s(b, name, x);
  s.conv(c).batch_norm(epsilon);
  if (activation) s.activation(*activation);
  return s.end();
}

int squeeze_excite(Builder& b, const std::string& name, int x, int64_t squeeze, Op inner, Op gate) {
  int scale = b.adaptive_avg_pool(name + ".avgpool", x, 1);
  scale = b.conv(name + ".fc1", scale, {.out = squeeze, .bias = true});
  scale = b.activation(name + ".activation", inner, scale);
  scale = b.conv(name + ".fc2", scale, {.out = b.channels(x), .bias = true});
  scale = b.activation(name + ".scale_activation", gate, scale);
  const int y = b.multiply(name + ".multiply", x, scale);
  b.alias(name, y);
  return y;
}

// The stride is asked, not the extent: one pixel strided over stays one pixel.
int residual(Builder& b, const std::string& name, int x, int y, int64_t stride) {
  if (stride == 1 && b.channels(x) == b.channels(y)) y = b.add(name + ".add", y, x);
  b.alias(name, y);
  return y;
}

int InvertedResidual::build(Builder& b, const std::string& name, int x) const {
  const auto step = [&](const ConvSpec& c, std::optional<Op> op) {
    return [&b, c, op, this](const std::string& n, int in) { return conv_norm(b, n, in, c, op, epsilon); };
  };
  Sequential body(b, name + ".block", x);
  if (expanded != b.channels(x)) body.child(step({.out = expanded}, activation));
  body.child(step({.out = expanded, .kernel = kernel, .stride = stride, .groups = expanded}, activation));
  if (squeeze > 0)
    body.child([&](const std::string& n, int in) { return squeeze_excite(b, n, in, squeeze, inner, gate); });
  body.child(step({.out = out}, std::nullopt));
  return residual(b, name, x, body.end(), stride);
}

int64_t make_divisible(double channels) {
  const int64_t nearest = std::max<int64_t>(8, static_cast<int64_t>(channels + 4) / 8 * 8);
  return static_cast<double>(nearest) < 0.9 * channels ? nearest + 8 : nearest;
}

}  // namespace vantage::zoo
