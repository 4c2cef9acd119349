// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/models/checkpoint/testing.hpp"

namespace vantage::checkpoint::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::Pair;

std::string file(const std::string& header, const std::string& data = "") {
  return number(static_cast<uint64_t>(header.size())) + header + data;
}

/// Two uint8 tensors of two numbers each, the second's entry as given.
std::string pair(const std::string& second, const std::string& data = "\1\2\3\4") {
  return file(R"({"a":{"dtype":"U8","shape":[2],"data_offsets":[0,2]},"b":)" + second + "}", data);
}

std::string refusedNet(const std::string& bytes) {
  return errorOf([&] { (void)Checkpoint::parse(bytes, "net.safetensors"); });
}

TEST(Safetensors, HeaderThenNumbers) {
  const auto bytes = pair(R"({"shape":[1,2],"data_offsets":[2,4],"dtype":"I8"} )", "\1\2\3\xff");
  const auto checkpoint = Checkpoint::parse(bytes, "net.pth");  // whatever its name
  EXPECT_THAT(values(checkpoint, "a"), ElementsAre(1, 2));
  EXPECT_THAT(values(checkpoint, "b"), ElementsAre(3, -1));
  EXPECT_THAT(checkpoint.find("b")->shape, ElementsAre(1, 2));
}

TEST(Safetensors, ScalarsAndEmptyTensors) {
  const auto bytes =
      file(R"({"__metadata__":{"format":"pt"},"none":{"dtype":"F32","shape":[0,3],"data_offsets":[0,0]},
                              "one":{"dtype":"U8","shape":[],"data_offsets":[0,1]}})",
           "\7");
  const auto checkpoint = Checkpoint::parse(bytes, "net.safetensors");
  EXPECT_THAT(values(checkpoint, "one"), ElementsAre(7));
  EXPECT_THAT(values(checkpoint, "none"), ElementsAre());
}

TEST(Safetensors, MetadataIsKeptUpToALimit) {
  const std::string tensor = R"(},"a":{"dtype":"U8","shape":[],"data_offsets":[0,1]}})";
  const auto two = file(R"({"__metadata__":{"format":"pt","labels":"cat\ndog")" + tensor, "\7");
  EXPECT_THAT(Checkpoint::parse(two, "net.safetensors").metadata(),
              ElementsAre(Pair("format", "pt"), Pair("labels", "cat\ndog")));
  std::string many;
  for (int i = 0; i < 100; ++i) many += (i ? ",\"" : "\"") + std::to_string(i) + "\":\"x\"";
  EXPECT_EQ(Checkpoint::parse(file("{\"__metadata__\":{" + many + tensor, "\7"), "n").metadata().size(), 64u);
  EXPECT_THAT(Checkpoint::parse(fixture("zip.pth"), "zip.pth").metadata(), ElementsAre());
}

TEST(Safetensors, OffsetsCoverTheDataOnce) {
  const auto b = [](const std::string& offsets) {
    return pair(R"({"dtype":"U8","shape":[2],"data_offsets":)" + offsets + "}");
  };
  EXPECT_EQ(refusedNet(b("[2,4]")), "");
  for (const char* bad : {"[1,3]", "[3,5]", "[0,2]", "[2,1]", "[4,2]"})
    EXPECT_THAT(refusedNet(b(bad)), HasSubstr("hole or an overlap")) << bad;
  EXPECT_THAT(refusedNet(b("[2,3]")), HasSubstr("speaks of 3 bytes of numbers, and 4 are there"));
  EXPECT_THAT(refusedNet(b("[2,9223372036854775807]")), HasSubstr("and 4 are there"));
  EXPECT_THAT(refusedNet(b("[2,18446744073709551615]")), HasSubstr("too large"));
  EXPECT_THAT(refusedNet(b("[-2,4]")), HasSubstr("negative"));
  EXPECT_THAT(refusedNet(b("[2]")), HasSubstr("lacks dtype, shape or data_offsets of 'b'"));
}

TEST(Safetensors, ShapesFitTheirBytes) {
  const auto b = [](const std::string& shape) {
    return pair(R"({"dtype":"U8","data_offsets":[2,4],"shape":)" + shape + "}");
  };
  EXPECT_THAT(refusedNet(b("[3]")), HasSubstr("needs 3 elements of a storage that has 2"));
  EXPECT_THAT(refusedNet(b("[1]")), HasSubstr("gives tensor 'b' 2 bytes instead of 1"));
  EXPECT_THAT(refusedNet(b("[4294967296,4294967296]")), HasSubstr("is too large to count"));
  EXPECT_THAT(refusedNet(b("[1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,1,2]")), HasSubstr("too large"));
}

TEST(Safetensors, TheHeadersGrammar) {
  for (const char* bad :
       {"{", R"({"a")", "{]", R"({"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}} x)", "{\"\xff\":1}"})
    EXPECT_THAT(refusedNet(file(bad)), HasSubstr("is no JSON at its byte")) << bad;
  for (const char* bad :
       {R"({"a":[]})", R"({"a":1})", R"({"a":null})", R"({"a":{"b":"c"}})", R"({"a":{"shape":[1.5]}})",
        R"({"a":{"shape":[[1]]}})", R"({"a":{"shape":["1"]}})", R"({"__metadata__":"x"})",
        R"({"__metadata__":{"x":[1]}})", R"({"a":{"dtype":true}})"})
    EXPECT_THAT(refusedNet(file(bad)), HasSubstr("unexpected")) << bad;
  EXPECT_THAT(refusedNet(file(R"({"a":{"shape":[{}]}})")), HasSubstr("nested deeper"));
  EXPECT_THAT(refusedNet(file(R"({"a":{"b":{}}})")), HasSubstr("nested deeper"));
  EXPECT_THAT(refusedNet(file(R"({"a":{"shape":[1],"shape":[1]}})")), HasSubstr("says something twice"));
  EXPECT_THAT(refusedNet(file(R"({"a":{}})")), HasSubstr("lacks dtype"));
  EXPECT_THAT(refusedNet(file("{}")), HasSubstr("holds no tensors"));
  EXPECT_THAT(refusedNet(file(std::string("{\"a\":") + std::string(1'000'000, '['))),
              HasSubstr("unexpected"));
}

TEST(Safetensors, DuplicateAndStrangeTensors) {
  EXPECT_THAT(
      refusedNet(file(
          R"({"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]},"a":{"dtype":"U8","shape":[0],"data_offsets":[0,0]}})")),
      HasSubstr("has two tensors of the name 'a'"));
  EXPECT_THAT(refusedNet(pair(R"({"dtype":"F8_E4M3","shape":[2],"data_offsets":[2,4]})")),
              HasSubstr("stores tensor 'b' as 'F8_E4M3', which is not read here"));
}

TEST(Safetensors, HeadersLongerThanTheFile) {
  EXPECT_THAT(refusedNet(number(uint64_t{1000}) + "{}"),
              HasSubstr("is cut short or damaged: 1000 bytes expected"));
  EXPECT_THAT(refusedNet(number(uint64_t{0xffffffffffffffff}) + "{}"), HasSubstr("100000000 is the limit"));
}

}  // namespace
}  // namespace vantage::checkpoint::testing
