// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/zoo/graph.hpp"

#include <algorithm>

namespace vantage::zoo {

const char* name_of(Op op) {
  static const char* const names[] = {"input",    "conv2d",    "batch_norm",        "linear",  "relu",
                                      "relu6",    "hardswish", "hardsigmoid",       "sigmoid", "silu",
                                      "max_pool", "avg_pool",  "adaptive_avg_pool", "add",     "multiply",
                                      "concat",   "slice",     "channel_shuffle",   "flatten"};
  return names[static_cast<int>(op)];
}

bool is_activation(Op op) {
  return op >= Op::relu && op <= Op::silu;
}

int Graph::find_layer(const std::string& name) const {
  for (size_t i = 0; i < layers.size(); ++i)
    if (layers[i].first == name) return static_cast<int>(i);
  return -1;
}

std::vector<Weight> Graph::weights_of(const Node& n) const {
  const auto& in = nodes[static_cast<size_t>(n.inputs.empty() ? 0 : n.inputs[0])].shape;
  const int64_t out = n.shape[0];
  std::vector<Weight> all;
  if (n.op == Op::conv) all.push_back({n.name + ".weight", {out, in[0] / n.groups, n.kernel_h, n.kernel_w}});
  if (n.op == Op::linear) all.push_back({n.name + ".weight", {out, in[0]}});
  if (n.op == Op::batch_norm) {
    all.push_back({n.name + ".weight", {out}});
    all.push_back({n.name + ".bias", {out}});
    all.push_back({n.name + ".running_mean", {out}, false});
    all.push_back({n.name + ".running_var", {out}, false});
  } else if (n.bias) {
    all.push_back({n.name + ".bias", {out}});
  }
  return all;
}

std::vector<Weight> Graph::weights() const {
  std::vector<Weight> all;
  for (const auto& n : nodes)
    for (auto& w : weights_of(n)) all.push_back(std::move(w));
  return all;
}

namespace {
int64_t product(const Shape& s) {
  int64_t n = 1;
  for (const int64_t d : s) n *= d;
  return n;
}
}  // namespace

int64_t Graph::parameter_count() const {
  int64_t n = 0;
  for (const auto& w : weights())
    if (w.trainable) n += product(w.shape);
  return n;
}

int64_t Graph::macs() const {
  int64_t total = 0;
  for (const auto& n : nodes) {
    if (n.op != Op::conv && n.op != Op::linear) continue;
    const int64_t per_channel = product(weights_of(n)[0].shape) / n.shape[0];
    total += product(n.shape) * per_channel;
  }
  return total;
}

std::vector<std::vector<int>> Graph::consumers() const {
  std::vector<std::vector<int>> out(nodes.size());
  for (size_t i = 0; i < nodes.size(); ++i)
    for (const int x : nodes[i].inputs) out[static_cast<size_t>(x)].push_back(static_cast<int>(i));
  return out;
}

// Node i separates when no edge jumps over it: every edge u -> v has v <= i or u >= i. A node that
// branches off and is not needed before a later one would be jumped over, so this is exact for graphs
// in which every node leads to the logits.
std::vector<bool> Graph::separators() const {
  std::vector<bool> separates(nodes.size(), true);
  for (size_t v = 0; v < nodes.size(); ++v)
    for (const int u : nodes[v].inputs)
      for (size_t i = static_cast<size_t>(u) + 1; i < v; ++i) separates[i] = false;
  return separates;
}

namespace {
Node node(Op op, const std::string& name, std::vector<int> inputs) {
  Node n;
  n.op = op;
  n.name = name;
  n.inputs = std::move(inputs);
  return n;
}

// Mistakes of an architecture's author rather than of a user: said by name all the same.
void require(bool holds, const std::string& name, const char* rule) {
  if (!holds) throw BuildError("'" + name + "' " + rule);
}

bool same_extent(const Shape& a, const Shape& b) {
  return std::equal(a.begin() + 1, a.end(), b.begin() + 1, b.end());
}
}  // namespace

Builder::Builder(int64_t channels, int64_t height, int64_t width) {
  Node n;
  n.name = "input";
  n.shape = {channels, height, width};
  graph_.nodes.push_back(std::move(n));
}

int Builder::push(Node n) {
  const int index = static_cast<int>(graph_.nodes.size());
  alias(n.name, index);
  graph_.nodes.push_back(std::move(n));
  return index;
}

void Builder::alias(const std::string& name, int node) {
  if (graph_.find_layer(name) >= 0) throw BuildError("two layers are called '" + name + "'");
  graph_.layers.emplace_back(name, node);
}

int64_t Builder::extent(const std::string& name, int64_t in, int64_t kernel, int64_t stride, int64_t padding,
                        int64_t dilation, bool ceil_mode) const {
  // Rounding up, a window may reach past the end: two pixels under three, stride two, give one.
  const int64_t span = in + 2 * padding - dilation * (kernel - 1) - 1 + (ceil_mode ? stride - 1 : 0);
  int64_t out = span < 0 ? 0 : span / stride + 1;
  if (ceil_mode && (out - 1) * stride >= in + padding) --out;  // the last window must start inside
  if (out < 1)
    throw BuildError("an input of " + std::to_string(graph_.nodes[0].shape[1]) + " x " +
                     std::to_string(graph_.nodes[0].shape[2]) + " is too small: nothing is left of it at '" +
                     name + "'; choose a larger input");
  return out;
}

int Builder::conv(const std::string& name, int x, const ConvSpec& c) {
  const auto& in = shape(x);
  require(in.size() == 3 && in[0] % c.groups == 0 && c.out % c.groups == 0, name,
          "divides its channels into groups that do not come out even");
  Node n = node(Op::conv, name, {x});
  n.kernel_h = n.kernel_w = c.kernel;
  n.stride = c.stride;
  n.padding = c.padding;
  n.dilation = c.dilation;
  n.groups = c.groups;
  n.bias = c.bias;
  n.shape = {c.out, extent(name, in[1], c.kernel, c.stride, c.padding, c.dilation, false),
             extent(name, in[2], c.kernel, c.stride, c.padding, c.dilation, false)};
  return push(std::move(n));
}

int Builder::batch_norm(const std::string& name, int x, double epsilon) {
  Node n = node(Op::batch_norm, name, {x});
  n.epsilon = epsilon;
  n.shape = shape(x);
  return push(std::move(n));
}

int Builder::linear(const std::string& name, int x, int64_t out) {
  require(shape(x).size() == 1, name, "needs a flattened input");
  Node n = node(Op::linear, name, {x});
  n.bias = true;
  n.shape = {out};
  return push(std::move(n));
}

int Builder::activation(const std::string& name, Op op, int x) {
  Node n = node(op, name, {x});
  n.shape = shape(x);
  return push(std::move(n));
}

int Builder::window(Op op, const std::string& name, int x, int64_t kernel, int64_t stride, int64_t padding,
                    bool ceil_mode) {
  const auto& in = shape(x);
  Node n = node(op, name, {x});
  n.kernel_h = n.kernel_w = kernel;
  n.stride = stride;
  n.padding = padding;
  n.ceil_mode = ceil_mode;
  n.shape = {in[0], extent(name, in[1], kernel, stride, padding, 1, ceil_mode),
             extent(name, in[2], kernel, stride, padding, 1, ceil_mode)};
  return push(std::move(n));
}

int Builder::max_pool(const std::string& name, int x, int64_t kernel, int64_t stride, int64_t padding,
                      bool ceil_mode) {
  return window(Op::max_pool, name, x, kernel, stride, padding, ceil_mode);
}

int Builder::avg_pool(const std::string& name, int x, int64_t kernel, int64_t stride) {
  return window(Op::avg_pool, name, x, kernel, stride, 0, false);
}

int Builder::adaptive_avg_pool(const std::string& name, int x, int64_t size) {
  Node n = node(Op::adaptive_avg_pool, name, {x});
  n.shape = {channels(x), size, size};
  return push(std::move(n));
}

int Builder::flatten(const std::string& name, int x) {
  Node n = node(Op::flatten, name, {x});
  n.shape = {product(shape(x))};
  return push(std::move(n));
}

int Builder::add(const std::string& name, int a, int b) {
  require(shape(a) == shape(b), name, "adds two shapes that differ");
  Node n = node(Op::add, name, {a, b});
  n.shape = shape(a);
  return push(std::move(n));
}

int Builder::multiply(const std::string& name, int a, int b) {
  const auto &large = product(shape(a)) >= product(shape(b)) ? shape(a) : shape(b),
             &small = &large == &shape(a) ? shape(b) : shape(a);
  require(large == small || (large.size() == 3 && small == Shape{large[0], 1, 1}), name,
          "multiplies two shapes of which neither is C x 1 x 1");
  Node n = node(Op::multiply, name, {a, b});
  n.shape = large;
  return push(std::move(n));
}

int Builder::concat(const std::string& name, const std::vector<int>& parts) {
  Node n = node(Op::concat, name, parts);
  n.shape = shape(parts.front());
  n.shape[0] = 0;
  for (const int p : parts) {
    require(same_extent(shape(p), n.shape), name, "joins maps of different extents");
    n.shape[0] += channels(p);
  }
  return push(std::move(n));
}

int Builder::slice(const std::string& name, int x, int64_t begin, int64_t count) {
  require(begin >= 0 && count > 0 && begin + count <= channels(x), name, "takes channels that are not there");
  Node n = node(Op::slice, name, {x});
  n.begin = begin;
  n.shape = shape(x);
  n.shape[0] = count;
  return push(std::move(n));
}

int Builder::shuffle(const std::string& name, int x, int64_t groups) {
  require(channels(x) % groups == 0, name, "shuffles groups that do not come out even");
  Node n = node(Op::shuffle, name, {x});
  n.groups = groups;
  n.shape = shape(x);
  return push(std::move(n));
}

}  // namespace vantage::zoo
