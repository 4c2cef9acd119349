// SPDX-License-Identifier: Apache-2.0
// Chains of layers named as torchvision's nn.Sequential names them: "features.0", "features.1", ...
#pragma once
#include <string>
#include <utility>

#include "plugins/models/zoo/graph.hpp"

namespace vantage::zoo {

/// Every call appends one child and counts on; end() names the whole and returns the node that comes out.
/// Holds a reference to the builder: use it where the builder lives.
class Sequential {
 public:
  Sequential(Builder& b, std::string name, int x) : b_(b), name_(std::move(name)), x_(x) {}

  Sequential& conv(const ConvSpec& c) { return set(b_.conv(next(), x_, c)); }
  Sequential& batch_norm(double epsilon = 1e-5) { return set(b_.batch_norm(next(), x_, epsilon)); }
  Sequential& activation(Op op) { return set(b_.activation(next(), op, x_)); }
  Sequential& relu() { return activation(Op::relu); }
  Sequential& linear(int64_t out) { return set(b_.linear(next(), x_, out)); }
  Sequential& max_pool(int64_t kernel, int64_t stride, int64_t padding = 0, bool ceil_mode = false) {
    return set(b_.max_pool(next(), x_, kernel, stride, padding, ceil_mode));
  }
  Sequential& adaptive_avg_pool(int64_t size) { return set(b_.adaptive_avg_pool(next(), x_, size)); }

  /// A child that inference passes through: dropout.
  Sequential& skip() {
    next();
    return *this;
  }

  /// A child made of several nodes: `make` takes the child's name and input and returns its output.
  template <class Make>
  Sequential& child(Make&& make) {
    const std::string name = next();
    return set(make(name, x_));
  }

  int64_t channels() const { return b_.channels(x_); }
  int end() {
    b_.alias(name_, x_);
    return x_;
  }

 private:
  std::string next() { return name_ + "." + std::to_string(count_++); }
  Sequential& set(int x) {
    x_ = x;
    return *this;
  }

  Builder& b_;
  std::string name_;
  int x_, count_ = 0;
};

/// Global average pooling and flattening: what every network but the oldest ends with.
inline int pool_and_flatten(Builder& b, int x) {
  return b.flatten("flatten", b.adaptive_avg_pool("avgpool", x, 1));
}

}  // namespace vantage::zoo
