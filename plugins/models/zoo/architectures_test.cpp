// SPDX-License-Identifier: Apache-2.0
// The table against independent numbers: parameters from the weights' metadata in torchvision 0.14;
// multiply-adds counted by forward hooks on torchvision's own modules; state dict entries without the
// batch counters. The mini_ networks, at their own input and 40 classes, were counted by a second program
// that walks the papers' tables without this zoo.
#include "plugins/models/zoo/architectures.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <set>

namespace vantage::zoo {
namespace {

using testing::HasSubstr;
using testing::ThrowsMessage;

struct Published {
  const char* name;
  int64_t parameters, macs;
  size_t weights;  // entries of the state dict
  Shape layer;     // the default layer's output at the published input
};
void PrintTo(const Published& p, std::ostream* out) {
  *out << p.name;
}

const std::vector<Published>& published() {
  static const std::vector<Published> all = {
      {"alexnet", 61100840, 714188480, 16, {256, 6, 6}},
      {"vgg11", 132863336, 7609090048, 22, {512, 7, 7}},
      {"vgg11_bn", 132868840, 7609090048, 54, {512, 7, 7}},
      {"vgg13", 133047848, 11308466176, 26, {512, 7, 7}},
      {"vgg13_bn", 133053736, 11308466176, 66, {512, 7, 7}},
      {"vgg16", 138357544, 15470264320, 32, {512, 7, 7}},
      {"vgg16_bn", 138365992, 15470264320, 84, {512, 7, 7}},
      {"vgg19", 143667240, 19632062464, 38, {512, 7, 7}},
      {"vgg19_bn", 143678248, 19632062464, 102, {512, 7, 7}},
      {"resnet18", 11689512, 1814073344, 102, {512, 7, 7}},
      {"resnet34", 21797672, 3663761408, 182, {512, 7, 7}},
      {"resnet50", 25557032, 4089184256, 267, {2048, 7, 7}},
      {"resnet101", 44549160, 7801405440, 522, {2048, 7, 7}},
      {"resnet152", 60192808, 11513626624, 777, {2048, 7, 7}},
      {"resnext50_32x4d", 25028904, 4230479872, 267, {2048, 7, 7}},
      {"wide_resnet50_2", 68883240, 11398021120, 267, {2048, 7, 7}},
      {"squeezenet1_0", 1248424, 818924576, 52, {512, 13, 13}},
      {"squeezenet1_1", 1235496, 349151936, 52, {512, 13, 13}},
      {"densenet121", 7978856, 2834161664, 606, {1024, 7, 7}},
      {"densenet161", 28681000, 7727907072, 806, {2208, 7, 7}},
      {"densenet169", 14149480, 3359843328, 846, {1664, 7, 7}},
      {"densenet201", 20013928, 4291365888, 1006, {1920, 7, 7}},
      {"mobilenet_v2", 3504872, 300774272, 262, {1280, 7, 7}},
      {"mobilenet_v3_small", 2542856, 56510400, 210, {576, 7, 7}},
      {"mobilenet_v3_large", 5483032, 216589760, 266, {960, 7, 7}},
      {"shufflenet_v2_x0_5", 1366792, 40476448, 282, {1024, 7, 7}},
      {"shufflenet_v2_x1_0", 2278604, 144907992, 282, {1024, 7, 7}},
      {"shufflenet_v2_x1_5", 3503624, 295759392, 282, {1024, 7, 7}},
      {"shufflenet_v2_x2_0", 7393996, 583253464, 282, {2048, 7, 7}},
      {"googlenet", 6624904, 1498376192, 287, {1024, 7, 7}},
      {"mnasnet0_5", 2218512, 104455968, 262, {1280, 7, 7}},
      {"mnasnet1_0", 4383312, 314415872, 262, {1280, 7, 7}},
      {"efficientnet_b0", 5288548, 385814752, 311, {1280, 7, 7}},
      {"efficientnet_b1", 7794184, 686802832, 439, {1280, 8, 8}},
      {"efficientnet_b2", 9109994, 1087529456, 439, {1408, 9, 9}},
      {"efficientnet_b3", 12233232, 1827141392, 496, {1536, 10, 10}},
      {"efficientnet_b4", 19341616, 4393771024, 610, {1792, 12, 12}},
      {"mini_alexnet", 132008, 10187456, 16, {48, 6, 6}},
      {"mini_resnet10", 178660, 12528384, 62, {96, 6, 6}},
      {"mini_resnet18", 399700, 22979328, 102, {96, 6, 6}},
      {"mini_resnet34", 338064, 18416128, 182, {64, 6, 6}},
      {"mini_resnet50", 384432, 20193280, 267, {256, 6, 6}},
      {"mini_squeezenet1_0", 112064, 21385728, 52, {192, 6, 6}},
      {"mini_squeezenet1_1", 191784, 14008320, 52, {256, 6, 6}},
      {"mini_densenet24", 39122, 11949640, 121, {49, 6, 6}},
      {"mini_densenet36", 69900, 16085528, 181, {83, 6, 6}},
      {"mini_mobilenet_v2", 238312, 12813312, 262, {192, 6, 6}},
      {"mini_mobilenet_v3", 206632, 4399552, 210, {240, 6, 6}},
      {"mini_shufflenet_v2_x0_5", 24472, 2089088, 162, {128, 6, 6}},
      {"mini_shufflenet_v2_x1_0", 69608, 6081024, 162, {192, 6, 6}},
  };
  return all;
}

const Node* layer(const Graph& g, const std::string& name) {
  const int i = g.find_layer(name);
  return i < 0 ? nullptr : &g.nodes[static_cast<size_t>(g.layers[static_cast<size_t>(i)].second)];
}

bool separates(const Graph& g, const std::string& name) {
  const int i = g.find_layer(name);
  return i >= 0 && g.separators()[static_cast<size_t>(g.layers[static_cast<size_t>(i)].second)];
}

Graph build_named(const char* name, int64_t input = 0, int64_t classes = 1000) {
  return build(*find_architecture(name), input, classes);
}

TEST(Table, ListsTheArchitecturesInTheirPublishedOrder) {
  ASSERT_EQ(architectures().size(), published().size());
  for (size_t i = 0; i < published().size(); ++i) EXPECT_STREQ(architectures()[i].name, published()[i].name);
  EXPECT_EQ(find_architecture("resnet19"), nullptr);
}

class EveryArchitecture : public testing::TestWithParam<Published> {
 protected:
  const Architecture& row() const { return *find_architecture(GetParam().name); }
};

TEST_P(EveryArchitecture, HasThePublishedCounts) {
  const auto g = build(row(), 0, row().classes);
  EXPECT_EQ(g.parameter_count(), GetParam().parameters);
  EXPECT_EQ(g.macs(), GetParam().macs);
  EXPECT_EQ(g.weights().size(), GetParam().weights);
}

TEST_P(EveryArchitecture, EndsInLogitsAndNamesItsHead) {
  const auto g = build(row(), 0, 10);
  EXPECT_EQ(g.nodes.back().shape, Shape{10});
  const auto* head = layer(g, row().head);
  ASSERT_NE(head, nullptr);
  EXPECT_EQ(head->shape[0], 10);
  EXPECT_EQ(g.weights().back().name, std::string(row().head) + ".bias");
}

TEST_P(EveryArchitecture, ExplainsAtItsLastFeatureMap) {
  const auto g = build(row(), 0, 1000);
  const auto* n = layer(g, row().default_layer);
  ASSERT_NE(n, nullptr);
  EXPECT_EQ(n->shape, GetParam().layer);
  EXPECT_TRUE(separates(g, row().default_layer));
}

// The classes and the input change nothing but the head and the extents.
TEST_P(EveryArchitecture, KeepsItsWeightsForOtherInputs) {
  const auto at = [&](int64_t input) {
    std::vector<std::pair<std::string, Shape>> all;
    for (const auto& w : build(row(), input, 7).weights()) all.emplace_back(w.name, w.shape);
    return all;
  };
  EXPECT_EQ(at(128), at(0));
}

TEST_P(EveryArchitecture, LeadsEveryNodeToTheLogits) {
  const auto g = build(row(), 0, 2);
  const auto consumers = g.consumers();
  for (size_t i = 0; i + 1 < g.nodes.size(); ++i) EXPECT_FALSE(consumers[i].empty()) << g.nodes[i].name;
}

INSTANTIATE_TEST_SUITE_P(Zoo, EveryArchitecture, testing::ValuesIn(published()),
                         [](const auto& i) { return std::string(i.param.name); });

TEST(Preprocessing, IsThatOfThePublishedWeights) {
  const auto expect = [](const char* name, int64_t input, int64_t resize, Interpolation interpolation) {
    const auto& a = *find_architecture(name);
    EXPECT_EQ(a.input, input) << name;
    EXPECT_EQ(a.resize, resize) << name;
    EXPECT_EQ(a.interpolation, interpolation) << name;
  };
  expect("vgg16", 224, 256, Interpolation::bilinear);
  expect("shufflenet_v2_x1_0", 224, 256, Interpolation::bilinear);
  expect("shufflenet_v2_x1_5", 224, 232, Interpolation::bilinear);
  expect("efficientnet_b0", 224, 256, Interpolation::bicubic);
  expect("efficientnet_b1", 240, 256, Interpolation::bicubic);
  expect("efficientnet_b2", 288, 288, Interpolation::bicubic);
  expect("efficientnet_b3", 300, 320, Interpolation::bicubic);
  expect("efficientnet_b4", 380, 384, Interpolation::bicubic);
  expect("mini_resnet18", 96, 96, Interpolation::bilinear);
  EXPECT_FLOAT_EQ(find_architecture("vgg16")->mean[2], 0.406f);
  EXPECT_FLOAT_EQ(find_architecture("googlenet")->mean[2], 0.5f);
  EXPECT_FLOAT_EQ(find_architecture("googlenet")->std[0], 0.5f);
}

// torchvision states the least input each network takes; one pixel less leaves nothing at `where`.
TEST(SmallInputs, AreTakenDownToThePublishedMinimum) {
  struct Least {
    const char* name;
    int64_t size;
    const char* where;
  };
  for (const auto& [name, size, where] : {Least{"alexnet", 63, "'features.12'"},
                                          {"vgg16", 32, "'features.30'"},
                                          {"squeezenet1_0", 21, "'features.11'"},
                                          {"squeezenet1_1", 17, "'features.8'"},
                                          {"densenet121", 29, "'features.transition3.pool'"},
                                          {"googlenet", 15, "'maxpool3'"}}) {
    EXPECT_NO_THROW(build_named(name, size)) << name;
    const auto less = [n = name, s = size] { build_named(n, s - 1); };
    EXPECT_THAT(less, ThrowsMessage<BuildError>(HasSubstr(where))) << name;
  }
  for (const char* name : {"resnet18", "mobilenet_v2", "mobilenet_v3_small", "shufflenet_v2_x1_0",
                           "mnasnet1_0", "efficientnet_b0"})
    EXPECT_NO_THROW(build_named(name, 1)) << name;
}

// The first block strides over 16 channels and keeps them: no shortcut, however small the map is.
TEST(SmallInputs, DoNotTurnAStrideIntoAShortcut) {
  EXPECT_EQ(layer(build_named("mobilenet_v3_small", 1), "features.1.add"), nullptr);
  EXPECT_NE(layer(build_named("mobilenet_v3_small", 1), "features.3.add"), nullptr);
}

TEST(Build, RefusesWhatIsNoNetwork) {
  EXPECT_THAT([] { build_named("resnet18", 224, 0); },
              ThrowsMessage<BuildError>(HasSubstr("at least one class")));
  EXPECT_THROW(build_named("resnet18", -1), BuildError);
}

TEST(Separators, AreWhereOneTensorIsTheWholeState) {
  const auto resnet = build_named("resnet18");
  EXPECT_TRUE(separates(resnet, "layer4"));
  EXPECT_TRUE(separates(resnet, "layer1.0"));
  EXPECT_TRUE(separates(resnet, "maxpool"));
  EXPECT_FALSE(separates(resnet, "layer4.0.conv1"));
  EXPECT_FALSE(separates(resnet, "layer4.0.downsample"));

  const auto squeezenet = build_named("squeezenet1_1");
  EXPECT_TRUE(separates(squeezenet, "features.12.squeeze_activation"));
  EXPECT_FALSE(separates(squeezenet, "features.12.expand1x1"));

  const auto efficientnet = build_named("efficientnet_b0");
  EXPECT_TRUE(separates(efficientnet, "features.2.0"));
  EXPECT_TRUE(separates(efficientnet, "features.2.0.block.2"));       // no shortcut around this block
  EXPECT_FALSE(separates(efficientnet, "features.2.0.block.2.fc1"));  // beside what it scales
  EXPECT_FALSE(separates(efficientnet, "features.2.1.block.2"));      // under the shortcut

  const auto densenet = build_named("densenet121");
  EXPECT_TRUE(separates(densenet, "features.denseblock4"));
  EXPECT_TRUE(separates(densenet, "features.denseblock1.denselayer3.concat"));
  EXPECT_FALSE(separates(densenet, "features.denseblock1.denselayer3"));

  const auto shufflenet = build_named("shufflenet_v2_x1_0");
  EXPECT_TRUE(separates(shufflenet, "stage2.1"));
  EXPECT_FALSE(separates(shufflenet, "stage2.1.branch2"));
}

TEST(Layers, CarryTorchvisionsNames) {
  const auto expect = [](const char* architecture, const char* name, Op op, const Shape& shape) {
    const auto g = build_named(architecture);
    const auto* n = layer(g, name);
    ASSERT_NE(n, nullptr) << architecture << " " << name;
    EXPECT_EQ(n->op, op) << architecture << " " << name;
    EXPECT_EQ(n->shape, shape) << architecture << " " << name;
  };
  expect("alexnet", "classifier.5", Op::relu, {4096});
  expect("vgg16_bn", "features.41", Op::batch_norm, {512, 14, 14});
  expect("resnet50", "layer1.0.downsample", Op::batch_norm, {256, 56, 56});
  expect("squeezenet1_0", "classifier", Op::adaptive_avg_pool, {1000, 1, 1});
  expect("densenet121", "features.denseblock1.denselayer2.conv1", Op::conv, {128, 56, 56});
  expect("densenet121", "features", Op::batch_norm, {1024, 7, 7});
  expect("mobilenet_v2", "features.18.0", Op::conv, {1280, 7, 7});
  expect("mobilenet_v2", "features.3.conv", Op::batch_norm, {24, 56, 56});
  expect("mobilenet_v2", "features.3", Op::add, {24, 56, 56});
  expect("mobilenet_v3_large", "features.4.block.2.scale_activation", Op::hardsigmoid, {72, 1, 1});
  expect("shufflenet_v2_x1_0", "stage3.0.branch1", Op::relu, {116, 14, 14});
  expect("googlenet", "inception4a.branch4.0", Op::max_pool, {480, 14, 14});
  expect("mnasnet1_0", "layers.8.0.layers.3", Op::conv, {48, 56, 56});
  expect("efficientnet_b4", "features.7.1.block", Op::batch_norm, {448, 12, 12});
}

TEST(BatchNorms, UseTheEpsilonTheyWereTrainedWith) {
  const auto epsilons = [](const char* name) {
    std::set<double> all;
    for (const auto& n : build_named(name).nodes)
      if (n.op == Op::batch_norm) all.insert(n.epsilon);
    return all;
  };
  EXPECT_EQ(epsilons("mobilenet_v2"), std::set<double>{1e-5});
  EXPECT_EQ(epsilons("mobilenet_v3_large"), std::set<double>{1e-3});
  EXPECT_EQ(epsilons("googlenet"), std::set<double>{1e-3});
  EXPECT_EQ(epsilons("efficientnet_b0"), std::set<double>{1e-5});
  EXPECT_EQ(epsilons("mnasnet1_0"), std::set<double>{1e-5});
}

TEST(CanonicalWeightName, RepairsOldDenseNets) {
  EXPECT_EQ(canonical_weight_name("features.denseblock1.denselayer12.norm.1.running_var"),
            "features.denseblock1.denselayer12.norm1.running_var");
  EXPECT_EQ(canonical_weight_name("features.denseblock4.denselayer1.conv.2.weight"),
            "features.denseblock4.denselayer1.conv2.weight");
  EXPECT_EQ(canonical_weight_name("features.denseblock1.denselayer1.norm1.bias"),
            "features.denseblock1.denselayer1.norm1.bias");
  EXPECT_EQ(canonical_weight_name("features.4.conv.1.0.weight"),
            "features.4.conv.1.0.weight");  // mobilenet_v2
}

TEST(CanonicalWeightName, DropsWhatInferenceDoesNotUse) {
  EXPECT_EQ(canonical_weight_name("bn1.num_batches_tracked"), "");
  EXPECT_EQ(canonical_weight_name("aux1.conv.conv.weight"), "");
  EXPECT_EQ(canonical_weight_name("aux2.fc2.bias"), "");
  EXPECT_EQ(canonical_weight_name("auxiliary.weight"), "auxiliary.weight");
  EXPECT_EQ(canonical_weight_name("fc.weight"), "fc.weight");
}

// A name of a megabyte is a hostile file's, and must cost no more than its length.
TEST(CanonicalWeightName, TakesNamesOfAnyLength) {
  const std::string huge = "denselayer" + std::string(1 << 20, '7') + ".norm.";
  EXPECT_EQ(canonical_weight_name(huge), huge);
  EXPECT_EQ(canonical_weight_name(""), "");
}

}  // namespace
}  // namespace vantage::zoo
