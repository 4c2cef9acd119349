// SPDX-License-Identifier: Apache-2.0
// A network of ReLUs, max pools and affine layers is whole in its gradient and its biases:
//   f(x) = <x, df/dx> + sum over layers <what the layer adds, df/d its output>
// (Srinivas and Fleuret, Full-Gradient Representation, NeurIPS 2019, arXiv:1905.00780, proposition 1).
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <filesystem>
#include <fstream>
#include <random>

#include "plugins/models/zoo/architectures.hpp"
#include "tests/support/test_host.hpp"

namespace vantage::zoo {
namespace {

bool ends_with(const std::string& s, const std::string& end) {
  return s.size() >= end.size() && s.compare(s.size() - end.size(), end.size(), end) == 0;
}

// Weights that let no bias vanish: batch norms that shift and scale, biases everywhere.
float draw(const Weight& w, std::mt19937& bits) {
  std::normal_distribution<float> normal;
  if (w.shape.size() > 1) {
    int64_t fan_in = 1;
    for (size_t d = 1; d < w.shape.size(); ++d) fan_in *= w.shape[d];
    return normal(bits) * std::sqrt(2.0f / static_cast<float>(fan_in));
  }
  if (ends_with(w.name, ".running_var") || ends_with(w.name, ".weight"))
    return 0.75f + 0.5f * std::uniform_real_distribution<float>()(bits);
  return 0.3f * normal(bits);
}

/// A safetensors file of the graph's weights, gone at the end.
struct RandomCheckpoint {
  explicit RandomCheckpoint(const std::string& name, const Graph& g)
      : path(std::filesystem::temp_directory_path() /
             ("vantage_" + name + "_" + std::to_string(std::random_device()()) + ".safetensors")) {
    std::mt19937 bits(4);
    std::string header = "{";
    std::vector<float> numbers;
    for (const auto& w : g.weights()) {
      const size_t begin = numbers.size();
      std::string shape;
      size_t count = 1;
      for (const int64_t d : w.shape) {
        shape += (shape.empty() ? "" : ",") + std::to_string(d);
        count *= static_cast<size_t>(d);
      }
      for (size_t i = 0; i < count; ++i) numbers.push_back(draw(w, bits));
      header += (begin ? ",\"" : "\"") + w.name + R"(":{"dtype":"F32","shape":[)" + shape +
                R"(],"data_offsets":[)" + std::to_string(4 * begin) + "," +
                std::to_string(4 * numbers.size()) + "]}";
    }
    header += "}";
    std::ofstream out(path, std::ios::binary);
    const uint64_t size = header.size();
    out.write(reinterpret_cast<const char*>(&size), sizeof size);
    out << header;
    out.write(reinterpret_cast<const char*>(numbers.data()),
              static_cast<std::streamsize>(4 * numbers.size()));
  }
  ~RandomCheckpoint() { std::remove(path.c_str()); }
  const std::filesystem::path path;
};

class LayerBias : public ::testing::TestWithParam<const char*> {};

TEST_P(LayerBias, CompletesTheGradient) {
  constexpr int64_t kSide = 64, kClasses = 5;
  const auto graph = build(*find_architecture(GetParam()), kSide, kClasses);
  const RandomCheckpoint file(GetParam(), graph);
  test::TestHost host;
  const test::Plugin zoo(VANTAGE_ZOO_PLUGIN, host);
  const test::OpenModel open(zoo, host, GetParam(), {{"input", kSide}}, file.path.c_str());
  const Model m = open.get();

  std::vector<int32_t> layers = {VTG_LAYER_INPUT};
  for (int32_t i = 0; i < m.layer_count(); ++i)
    if (m.layer(i).bias) layers.push_back(i);
  size_t adding = 1;
  for (const auto& n : graph.nodes) adding += n.bias || n.op == Op::batch_norm;
  ASSERT_EQ(layers.size(), adding);  // each once, however many names it has

  auto x = host.services().zeros({1, 3, kSide, kSide});
  std::mt19937 bits(6);
  std::normal_distribution<float> normal;
  for (int64_t i = 0; i < x.view().count(); ++i) x.data()[i] = normal(bits);
  const auto tape = m.forward(x.view(), layers, true);
  // The class that stands out: SqueezeNet's logits end in a ReLU and may be 0.
  const auto logits = test::numbers(tape.logits());
  const int64_t target = std::max_element(logits.begin(), logits.end()) - logits.begin();
  const float f = logits[static_cast<size_t>(target)];
  ASSERT_GT(f, 0);
  double sum = 0, of_biases = 0;
  for (const int32_t layer : layers) {
    const auto g = tape.class_gradient(&target, layer);
    const int64_t each = g.view().count(2);
    const float* bias = layer < 0 ? nullptr : m.layer(layer).bias;
    for (int64_t i = 0; i < g.view().count(); ++i) {
      const double term = double(g.view().data()[i]) * (bias ? bias[i / each] : x.data()[i]);
      sum += term;
      if (bias) of_biases += term;
    }
  }
  EXPECT_NEAR(sum, f, 1e-3 * f);
  EXPECT_GT(std::abs(of_biases), 0.01 * f);  // they do count
}

INSTANTIATE_TEST_SUITE_P(Of, LayerBias,
                         ::testing::Values("resnet18", "vgg11", "squeezenet1_1", "densenet121"),
                         [](const auto& i) { return std::string(i.param); });

}  // namespace
}  // namespace vantage::zoo
