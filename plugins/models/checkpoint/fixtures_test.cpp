// SPDX-License-Identifier: Apache-2.0
// Files that PyTorch itself wrote (testdata/make_testdata.py): every container, protocol and number type.
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cstdlib>

#include "plugins/models/checkpoint/testing.hpp"

namespace vantage::checkpoint::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

Checkpoint opened(std::string_view name) {
  return Checkpoint::open(fixturePath(name));
}

std::vector<std::string> namesOf(const Checkpoint& checkpoint) {
  std::vector<std::string> names;
  for (const auto& tensor : checkpoint.tensors()) names.push_back(tensor.name);
  return names;
}

class Network : public ::testing::TestWithParam<const char*> {};

TEST_P(Network, IsTheSameInEveryContainer) {
  const auto checkpoint = opened(GetParam());
  EXPECT_THAT(namesOf(checkpoint), ElementsAre("0.weight", "0.bias", "1.weight", "1.bias", "1.running_mean",
                                               "1.running_var", "1.num_batches_tracked"));
  EXPECT_THAT(checkpoint.find("0.weight")->shape, ElementsAre(3, 2, 2, 2));
  EXPECT_EQ(checkpoint.find("0.weight")->dtype, DType::f32);
  const auto weight = values(checkpoint, "0.weight");
  for (size_t i = 0; i < 24; ++i) EXPECT_EQ(weight[i], static_cast<float>(i));
  EXPECT_THAT(values(checkpoint, "1.running_var"), ElementsAre(0, 1, 2));
  EXPECT_EQ(checkpoint.find("1.num_batches_tracked")->dtype, DType::i64);
  EXPECT_TRUE(checkpoint.find("1.num_batches_tracked")->shape.empty());
  EXPECT_THAT(values(checkpoint, "1.num_batches_tracked"), ElementsAre(0));
}

INSTANTIATE_TEST_SUITE_P(Files, Network,
                         ::testing::Values("zip.pth", "legacy.pth", "protocol4.pth", "protocol5.pth",
                                           "legacy_protocol1.pth", "module_prefix.pth", "training.pth"),
                         [](const auto& file) {
                           std::string name = file.param;
                           return name.substr(0, name.find('.'));
                         });

TEST(Fixtures, ParametersAreTensors) {
  EXPECT_THAT(values(opened("parameters.pth"), "weight"), ElementsAre(0, 1, 2, 3));
}

TEST(Fixtures, ViewsOfOneStorage) {  // base = [[0 1 2 3] [4 5 6 7] [8 9 10 11]]
  const auto checkpoint = opened("views.pth");
  EXPECT_THAT(checkpoint.find("transposed")->shape, ElementsAre(4, 3));
  EXPECT_THAT(values(checkpoint, "transposed"), ElementsAre(0, 4, 8, 1, 5, 9, 2, 6, 10, 3, 7, 11));
  EXPECT_THAT(values(checkpoint, "row"), ElementsAre(4, 5, 6, 7));
  EXPECT_THAT(values(checkpoint, "column"), ElementsAre(2, 6, 10));
  EXPECT_EQ(values(checkpoint, "tied"), values(checkpoint, "base"));
  EXPECT_THAT(checkpoint.find("empty")->shape, ElementsAre(0, 3));
  EXPECT_TRUE(values(checkpoint, "empty").empty());
  EXPECT_EQ(values(opened("legacy_views.pth"), "transposed"), values(checkpoint, "transposed"));
}

TEST(Fixtures, EveryNumberType) {
  const auto checkpoint = opened("dtypes.pth");
  ASSERT_EQ(checkpoint.tensors().size(), 10u);
  for (const auto& tensor : checkpoint.tensors()) {
    EXPECT_EQ(tensor.name, name(tensor.dtype));
    EXPECT_THAT(values(checkpoint, tensor.name), ElementsAre(0, 1)) << tensor.name;
  }
}

TEST(Fixtures, Safetensors) {
  const auto checkpoint = opened("plain.safetensors");
  EXPECT_THAT(namesOf(checkpoint),
              ElementsAre("conv.weight", "conv.bias", "bn.num_batches_tracked", "scale"));
  EXPECT_THAT(values(checkpoint, "conv.weight"), ElementsAre(0, 1, 2, 3, 4, 5));
  EXPECT_THAT(values(checkpoint, "conv.bias"), ElementsAre(0, 1));
  EXPECT_THAT(values(checkpoint, "bn.num_batches_tracked"), ElementsAre(5));
  EXPECT_THAT(values(checkpoint, "scale"), ElementsAre(0, 1, 2));
}

TEST(Fixtures, CodeIsRefused) {
  EXPECT_THAT(
      errorOf([] { opened("whole_network.pth"); }),
      HasSubstr("is a whole pickled network: it asks for the class 'torch.nn.modules.linear.Linear'"));
  EXPECT_THAT(errorOf([] { opened("torchscript.pt"); }), HasSubstr("is a TorchScript archive"));
}

TEST(RealNetworks, OpenAndListTheirTensors) {
  const char* shared = std::getenv("VANTAGE_SHARED");
  const auto folder =
      (shared ? std::filesystem::path(shared) : std::filesystem::path(VANTAGE_SOURCE_DIR) / "../shared") /
      "data/models";
  if (!std::filesystem::exists(folder))
    GTEST_SKIP() << "No real networks here: set VANTAGE_SHARED to their folder.";
  // Counts as torch.load gives them, num_batches_tracked included where it was saved.
  const std::pair<const char*, size_t> expected[] = {
      {"squeezenet1_0.pth", 52}, {"squeezenet1_1.pth", 52}, {"resnet18.pth", 122},
      {"resnet50.pth", 320},     {"mobilenet_v2.pth", 314}, {"mobilenet_v3_small.pth", 244}};
  for (const auto& [file, count] : expected) {
    const auto checkpoint = Checkpoint::open(folder / file);
    EXPECT_EQ(checkpoint.tensors().size(), count) << file;
    for (const auto& tensor : checkpoint.tensors())
      for (float v : values(checkpoint, tensor.name)) ASSERT_TRUE(v - v == 0) << file << " " << tensor.name;
  }
}

}  // namespace
}  // namespace vantage::checkpoint::testing
