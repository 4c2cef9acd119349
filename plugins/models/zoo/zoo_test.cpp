// SPDX-License-Identifier: Apache-2.0
// Every architecture of the zoo with seeded weights on a small input, through the ABI: the fused network
// against the plain one, gradients against finite differences, resumed passes against whole ones.
#include <gtest/gtest.h>

#include <algorithm>
#include <cmath>
#include <random>
#include <string>

#include "plugins/models/zoo/architectures.hpp"
#include "plugins/models/zoo/zoo_testing.hpp"

namespace vantage::zoo {
namespace {

using test::numbers;
using test::OpenModel;

// Large enough for the last block of every architecture, small enough for a test.
double small_input(const std::string& name) {
  return name == "alexnet" ? 63 : 64;
}

// Of some networks the weights take longer to draw than all passes here: what must hold is one test of one
// network, with its two executions opened once.
class Zoo : public ::testing::TestWithParam<std::string> {
 protected:
  static constexpr double kFused = 0, kEager = 1;
  void fused_equals_eager(const Model& fused, const Model& eager) const;
  void a_gradient_is_the_same_whatever_is_tapped(const Model& fused, const Model& eager) const;
  void vjp_agrees_with_finite_differences(const Model& fused) const;

  OpenModel open(double execution) const {
    return OpenModel(
        zoo(), host(), GetParam().c_str(),
        {{"input", small_input(GetParam())}, {"classes", 7}, {"seed", 3}, {"execution", execution}});
  }
  Tensor input(const Model& m, int64_t batch = 1) const {
    const auto i = m.info();
    return random({batch, i.channels, i.height, i.width}, 11);
  }
  static Tensor random(const std::vector<int64_t>& shape, unsigned seed) {
    std::mt19937 bits(seed);
    std::normal_distribution<float> normal;
    auto t = host().services().zeros(shape.data(), static_cast<int>(shape.size()));
    for (int64_t i = 0; i < t.view().count(); ++i) t.data()[i] = normal(bits);
    return t;
  }
  static std::vector<int64_t> shape_of(View v) { return {v.c()->shape, v.c()->shape + v.dims()}; }
};

// The largest difference, as a part of the largest value.
double difference(const std::vector<float>& a, const std::vector<float>& b) {
  EXPECT_EQ(a.size(), b.size());
  double most = 0;
  for (size_t i = 0; i < a.size(); ++i) most = std::max(most, std::abs(double(a[i]) - b[i]));
  return most / std::max(largest(a), 1e-20);
}

double dot(View a, View b) {
  double sum = 0;
  for (int64_t i = 0; i < a.count(); ++i) sum += double(a.data()[i]) * b.data()[i];
  return sum;
}

// Tolerance 1e-4: folding batch norm reorders float32 roundings through up to 200 layers.
void Zoo::fused_equals_eager(const Model& fused, const Model& eager) const {
  const auto x = input(eager, 2);
  const int32_t layer = eager.info().default_layer;
  const std::vector<int64_t> classes = {1, 4};
  const auto p = eager.forward(x.view(), {layer}, true), q = fused.forward(x.view(), {layer}, true);
  EXPECT_GT(largest(numbers(p.logits())), 0);
  EXPECT_LT(difference(numbers(p.logits()), numbers(q.logits())), 1e-4);
  EXPECT_LT(difference(numbers(p.value(layer)), numbers(q.value(layer))), 1e-4);
  const auto g = p.class_gradient(classes.data(), layer), h = q.class_gradient(classes.data(), layer);
  EXPECT_LT(difference(numbers(g.view()), numbers(h.view())), 1e-4);

  ASSERT_TRUE(fused.layer(layer).flags & VTG_LAYER_SEPARATES);
  const auto rest = fused.resume(layer, q.value(layer));
  EXPECT_LT(difference(numbers(q.logits()), numbers(rest.logits())), 1e-5);

  // Every name that a user may tap can be tapped, has the shape that it claims and the plain value.
  std::vector<int32_t> all;
  for (int32_t i = 0; i < eager.layer_count(); ++i) all.push_back(i);
  const auto every = eager.forward(x.view(), all), tapped = fused.forward(x.view(), all);
  for (const int32_t i : all) {
    const auto info = fused.layer(i);
    const auto v = tapped.value(i);
    ASSERT_EQ(v.dims(), info.ndim + 1) << info.name;
    for (int d = 0; d < info.ndim; ++d) ASSERT_EQ(v.size(d + 1), info.shape[d]) << info.name;
    ASSERT_LT(difference(numbers(every.value(i)), numbers(v)), 1e-4) << info.name;
  }
}

// The more is tapped the less is fused, and what was compiled for one pass must not run in the other. A ReLU
// or a maximum at its kink goes either way by rounding, which makes up to 0.05 in deep networks, with
// LibTorch's own gradients as well; a step too few makes far more.
void Zoo::a_gradient_is_the_same_whatever_is_tapped(const Model& fused, const Model& eager) const {
  const auto x = input(eager, 2);
  const std::vector<int64_t> classes = {1, 4};
  const auto expected = eager.forward(x.view(), {VTG_LAYER_INPUT}, true);
  const auto g = expected.class_gradient(classes.data(), VTG_LAYER_INPUT);
  ASSERT_GT(largest(numbers(g.view())), 0);
  std::vector<int32_t> all = {VTG_LAYER_INPUT};
  for (int32_t i = 0; i < fused.layer_count(); ++i) all.push_back(i);
  for (const auto& taps :
       {std::vector<int32_t>{VTG_LAYER_INPUT}, all, std::vector<int32_t>{VTG_LAYER_INPUT}}) {
    const auto pass = fused.forward(x.view(), taps, true);
    const auto h = pass.class_gradient(classes.data(), VTG_LAYER_INPUT);
    EXPECT_LT(difference(numbers(g.view()), numbers(h.view())), 0.1) << taps.size() << " taps";
  }
}

// d <c, f>/d layer along the gradient itself, by the vjp and by central differences. A large step crosses
// kinks of ReLUs and max pools, a small one drowns in float32: the best of three must agree to 2 %, and a
// wrong gradient agrees at none.
void Zoo::vjp_agrees_with_finite_differences(const Model& m) const {
  const auto x = input(m);
  int32_t layer = m.info().default_layer;
  // A window of a ReLU's zeros is a tie for the max pool behind: no derivative there, so one layer earlier.
  if (GetParam() == "mini_alexnet") --layer;
  const auto tape = m.forward(x.view(), {VTG_LAYER_INPUT, layer}, true);
  const auto cotangent = random(shape_of(tape.logits()), 6);
  for (const int32_t from : {layer, int32_t{VTG_LAYER_INPUT}}) {
    const auto start = tape.value(from);
    const auto g = tape.pull_back(VTG_LAYER_LOGITS, cotangent.view(), from);
    const double norm = std::sqrt(dot(g.view(), g.view()));
    ASSERT_GT(norm, 0);
    const auto at = [&](double t) {
      auto moved = host().services().zeros(start.c()->shape, start.dims());
      for (int64_t i = 0; i < start.count(); ++i)
        moved.data()[i] = static_cast<float>(start.data()[i] + t * g.view().data()[i] / norm);
      return dot(m.resume(from, moved.view()).logits(), cotangent.view());
    };
    double error = INFINITY;
    for (const double part : {1e-3, 1e-4, 1e-5}) {
      const double step = part * std::sqrt(dot(start, start));
      error = std::min(error, std::abs((at(step) - at(-step)) / (2 * step) - norm));
    }
    EXPECT_LT(error, 0.02 * norm) << "from layer " << from;
  }
}

TEST_P(Zoo, KeepsItsIdentities) {
  const auto a = open(kEager), b = open(kFused);
  fused_equals_eager(b.get(), a.get());
  a_gradient_is_the_same_whatever_is_tapped(b.get(), a.get());
  vjp_agrees_with_finite_differences(b.get());
}

std::vector<std::string> names() {
  std::vector<std::string> all;
  for (const auto& a : architectures()) all.emplace_back(a.name);
  return all;
}
INSTANTIATE_TEST_SUITE_P(Every, Zoo, ::testing::ValuesIn(names()), [](const auto& i) { return i.param; });

TEST(ZooModel, RefusesALayerThatBranchesRunBeside) {
  const OpenModel a(zoo(), host(), "resnet18", {{"input", 64}, {"seed", 1}});
  const auto m = a.get();
  for (int32_t i = 0; i < m.layer_count(); ++i)
    if (same(m.layer(i).name, "layer4.0.conv1")) {
      const auto x = host().services().zeros({1, 512, 2, 2});
      EXPECT_EQ(test::refusal([&] { m.resume(i, x.view()); }),
                "cannot resume from 'layer4.0.conv1': other branches run beside it");
      return;
    }
  FAIL() << "no such layer";
}

TEST(ZooModel, GuidedAndDeconvGradientsFollowTheirRules) {
  const OpenModel a(zoo(), host(), "squeezenet1_1", {{"input", 64}, {"seed", 1}});
  const auto m = a.get();
  std::vector<float> pixels(3 * 64 * 64);
  for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<float>(std::sin(0.1 * double(i)));
  const auto x = host().tensor({1, 3, 64, 64}, pixels);
  const auto tape = m.forward(x.view(), {VTG_LAYER_INPUT}, true);
  const auto logits = numbers(tape.logits());  // they end in a ReLU: only a positive one has a gradient
  const int64_t cls = std::max_element(logits.begin(), logits.end()) - logits.begin();
  const auto plain = tape.class_gradient(&cls, VTG_LAYER_INPUT);
  const auto guided = tape.class_gradient(&cls, VTG_LAYER_INPUT, VTG_RULE_GUIDED);
  const auto deconv = tape.class_gradient(&cls, VTG_LAYER_INPUT, VTG_RULE_DECONV);
  EXPECT_GT(difference(numbers(plain.view()), numbers(guided.view())), 0.01);
  EXPECT_GT(difference(numbers(deconv.view()), numbers(guided.view())), 0.01);
  const auto again = tape.class_gradient(&cls, VTG_LAYER_INPUT);  // the rule of one call does not stay
  EXPECT_EQ(numbers(plain.view()), numbers(again.view()));
}

TEST(ZooModel, Bf16AgreesToItsPrecision) {
  const std::initializer_list<std::pair<const char*, double>> fp32 = {{"input", 64}, {"seed", 1}},
                                                              bf16 = {{"input", 64},
                                                                      {"seed", 1},
                                                                      {"precision", 1}};
  const OpenModel a(zoo(), host(), "resnet18", fp32), b(zoo(), host(), "resnet18", bf16);
  std::vector<float> pixels(3 * 64 * 64);
  for (size_t i = 0; i < pixels.size(); ++i) pixels[i] = static_cast<float>(std::sin(0.1 * double(i)));
  const auto x = host().tensor({1, 3, 64, 64}, pixels);
  const auto p = a.get().forward(x.view()), q = b.get().forward(x.view());
  const double d = difference(numbers(p.logits()), numbers(q.logits()));
  EXPECT_LT(d, 0.05);  // 8 bits of mantissa through 18 layers
  EXPECT_GT(d, 0);     // it did run in bf16
}

TEST(ZooModel, RefusesAnInputThatIsTooSmall) {
  EXPECT_EQ(test::refusal([] {
              OpenModel(zoo(), host(), "vgg16", {{"input", 16}});
            }).find("vgg16: an input of 16 x 16"),
            0u);
}

}  // namespace
}  // namespace vantage::zoo
