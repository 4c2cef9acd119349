// SPDX-License-Identifier: Apache-2.0
#include "host/engine/spec.hpp"

#include <gtest/gtest.h>

#include "host/engine/error.hpp"

namespace vantage::engine {
namespace {

using Values = std::map<std::string, std::string>;

TEST(ModelSpec, ArchitectureAndCheckpoint) {
  const auto m = parse_model("resnet18:weights/r18.pth");
  EXPECT_EQ(m.name, "");
  EXPECT_EQ(m.source, "resnet18:weights/r18.pth");
  EXPECT_EQ(default_name(m), "resnet18");
}

TEST(ModelSpec, NameAndParameters) {
  const auto m = parse_model("mine=resnet18:r.pth,precision=bf16,input=128");
  EXPECT_EQ(m.name, "mine");
  EXPECT_EQ(m.source, "resnet18:r.pth");
  EXPECT_EQ(m.params, (Values{{"precision", "bf16"}, {"input", "128"}}));
}

TEST(ModelSpec, ACommaOrAnEqualsSignInAPathIsPartOfThePath) {
  EXPECT_EQ(parse_model("resnet18:a, b.pth").source, "resnet18:a, b.pth");
  EXPECT_EQ(parse_model("resnet18:run/lr=0.1/r.pth").source, "resnet18:run/lr=0.1/r.pth");
  EXPECT_EQ(parse_model("resnet18:a,b.pth,seed=1").source, "resnet18:a,b.pth");
}

TEST(ModelSpec, AFileIsCalledByItsStem) {
  EXPECT_EQ(default_name(parse_model("nets/net.pt")), "net");
  EXPECT_EQ(default_name(parse_model("resnet18,seed=1")), "resnet18");
}

TEST(ModelSpec, RefusesNothing) {
  EXPECT_THROW(parse_model(""), Error);
  EXPECT_THROW(parse_model("name="), Error);
}

TEST(MethodSpec, IdAndParameters) {
  EXPECT_EQ(parse_method("grad-cam").id, "grad-cam");
  const auto m = parse_method("grad-cam:layer=layer3,relu=false");
  EXPECT_EQ(m.id, "grad-cam");
  EXPECT_EQ(m.params, (Values{{"layer", "layer3"}, {"relu", "false"}}));
  EXPECT_THROW(parse_method(":relu=false"), Error);
}

}  // namespace
}  // namespace vantage::engine
