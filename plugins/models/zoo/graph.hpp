// SPDX-License-Identifier: Apache-2.0
// A network as data: nodes in the order they run, with shapes known before a weight exists.
// Taps, resuming, gradients and fusion are all questions to this structure, so no architecture
// has code for any of them.
#pragma once
#include <cstdint>
#include <map>
#include <stdexcept>
#include <string>
#include <vector>

namespace vantage::zoo {

enum class Op {
  input,
  conv,
  batch_norm,
  linear,  // with weights
  relu,
  relu6,
  hardswish,
  hardsigmoid,
  sigmoid,
  silu,  // elementwise
  max_pool,
  avg_pool,
  adaptive_avg_pool,  // windows
  add,
  multiply,  // of two nodes; multiply broadcasts 1 x 1
  concat,
  slice,
  shuffle,
  flatten,  // channels moved about
};
const char* name_of(Op);
bool is_activation(Op);

using Shape = std::vector<int64_t>;  // per sample: C, H, W or C; the batch axis left out

struct Node {
  Op op = Op::input;
  std::string name;         // torchvision's module name where there is one
  std::vector<int> inputs;  // indices of earlier nodes
  Shape shape;              // of the output

  // conv and windows; a window of size 0 means: the whole extent
  int64_t kernel_h = 1, kernel_w = 1, stride = 1, padding = 0, dilation = 1;
  int64_t groups = 1;      // conv, shuffle
  bool bias = false;       // conv, linear
  bool ceil_mode = false;  // max_pool
  double epsilon = 0;      // batch_norm
  int64_t begin = 0;       // slice: first channel
};

/// A parameter or buffer by torchvision's name.
struct Weight {
  std::string name;
  Shape shape;
  bool trainable = true;  // running statistics are not
};

struct BuildError : std::runtime_error {
  using std::runtime_error::runtime_error;
};

struct Graph {
  std::vector<Node> nodes;                          // topologically ordered; the last one is the logits
  std::vector<std::pair<std::string, int>> layers;  // every name a user may tap -> node

  int find_layer(const std::string& name) const;  // index into layers, or -1
  const Node& input() const { return nodes.front(); }
  int logits() const { return static_cast<int>(nodes.size()) - 1; }

  std::vector<Weight> weights() const;
  std::vector<Weight> weights_of(const Node&) const;
  int64_t parameter_count() const;
  int64_t macs() const;  // multiply-adds of convolutions and linear layers
  std::vector<std::vector<int>> consumers() const;
  /// Does every path from the input to the logits run through each node?
  std::vector<bool> separators() const;
};

struct ConvSpec {
  int64_t out, kernel = 1, stride = 1, padding = 0, groups = 1, dilation = 1;
  bool bias = false;
};

/// Appends nodes; each call returns the new node's index. Throws BuildError when a spatial extent
/// would fall below one pixel, when shapes do not fit together, and when a name comes twice.
class Builder {
 public:
  Builder(int64_t channels, int64_t height, int64_t width);

  int conv(const std::string& name, int x, const ConvSpec&);
  int batch_norm(const std::string& name, int x, double epsilon = 1e-5);
  int linear(const std::string& name, int x, int64_t out);
  int activation(const std::string& name, Op, int x);
  int relu(const std::string& name, int x) { return activation(name, Op::relu, x); }
  int max_pool(const std::string& name, int x, int64_t kernel, int64_t stride, int64_t padding = 0,
               bool ceil_mode = false);
  int avg_pool(const std::string& name, int x, int64_t kernel, int64_t stride);
  int adaptive_avg_pool(const std::string& name, int x, int64_t size);
  int flatten(const std::string& name, int x);
  int add(const std::string& name, int a, int b);
  int multiply(const std::string& name, int a, int b);
  int concat(const std::string& name, const std::vector<int>& parts);
  int slice(const std::string& name, int x, int64_t begin, int64_t count);
  int shuffle(const std::string& name, int x, int64_t groups);

  /// Another name for a node: a module whose output it is ("layer4", "features.12").
  void alias(const std::string& name, int node);

  const Shape& shape(int node) const { return graph_.nodes[static_cast<size_t>(node)].shape; }
  int64_t channels(int node) const { return shape(node)[0]; }
  Graph take() { return std::move(graph_); }

 private:
  int push(Node);
  int window(Op, const std::string& name, int x, int64_t kernel, int64_t stride, int64_t padding,
             bool ceil_mode);
  int64_t extent(const std::string& name, int64_t in, int64_t kernel, int64_t stride, int64_t padding,
                 int64_t dilation, bool ceil_mode) const;
  Graph graph_;
};

}  // namespace vantage::zoo
