// SPDX-License-Identifier: Apache-2.0
// What a caller of Checkpoint sees, on state dicts written out by hand.
#include "plugins/models/checkpoint/checkpoint.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/models/checkpoint/testing.hpp"

namespace vantage::checkpoint::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;
using ::testing::StartsWith;
using namespace std::string_literals;

/// float32 1, 2 and 3, and the tensor of all three.
const std::string kThree = number(0x3f800000u) + number(0x40000000u) + number(0x40400000u);
const std::string kAll = pickledTensor("0", 3, 0, {3}, {1});

std::string net(const std::string& pickle) {
  return torchZip(pickle, {{.name = "net/data/0", .content = kThree}});
}

std::string dictOf(const std::string& items) {
  return "}(" + items + "u";
}

TEST(Checkpoint, ListsFindsAndReads) {
  const auto bytes = net(pickledDict({{"all", kAll}, {"last", pickledTensor("0", 3, 2, {1, 1}, {1, 1})}}));
  const auto checkpoint = Checkpoint::parse(bytes, "net.pth");
  ASSERT_EQ(checkpoint.tensors().size(), 2u);
  EXPECT_EQ(checkpoint.find("all"), &checkpoint.tensors()[0]);
  EXPECT_EQ(checkpoint.find("none"), nullptr);
  EXPECT_THAT(values(checkpoint, "all"), ElementsAre(1, 2, 3));
  EXPECT_THAT(values(checkpoint, "last"), ElementsAre(3));
}

TEST(Checkpoint, ReadsIntoExactlyTheRoomItNeeds) {
  const auto bytes = net(pickledDict({{"all", kAll}}));
  const auto checkpoint = Checkpoint::parse(bytes, "net.pth");
  float out[4] = {};
  EXPECT_EQ(errorOf([&] { checkpoint.read(checkpoint.tensors()[0], out, 4); }),
            "net.pth has 3 numbers in tensor 'all', and 4 are asked for");
  EXPECT_EQ(errorOf([&] {
              checkpoint.read({"other", DType::f32, {3}}, out, 3);
            }),
            "net.pth has no tensor 'other'");
}

TEST(Checkpoint, CopiesShareTheirContents) {
  const auto bytes = net(pickledDict({{"all", kAll}}));
  auto first = std::make_unique<Checkpoint>(Checkpoint::parse(bytes, "net.pth"));
  const Checkpoint copy = *first;
  EXPECT_EQ(copy.find("all"), first->find("all"));
  first.reset();
  EXPECT_THAT(values(copy, "all"), ElementsAre(1, 2, 3));
}

TEST(Checkpoint, Sha256OfTheBytes) {  // sha256sum testdata/plain.safetensors
  const auto checkpoint = Checkpoint::open(fixturePath("plain.safetensors"));
  EXPECT_EQ(checkpoint.sha256(), "66d64908535deeb896e522b3ab122cd235d6ba123e9af1eadfc8df571fd60933");
  EXPECT_EQ(&checkpoint.sha256(), &checkpoint.sha256());
}

TEST(Checkpoint, LooksIntoWrappers) {
  for (const char* wrapper : {"state_dict", "model_state_dict", "model", "model_ema"}) {
    const auto bytes =
        net("\x80\2" + dictOf(text("epoch") + "K\3" + text(wrapper) + dictOf(text("w") + kAll)) + ".");
    EXPECT_THAT(values(Checkpoint::parse(bytes, "net.pth"), "w"), ElementsAre(1, 2, 3)) << wrapper;
  }
  const auto twice =
      net("\x80\2" + dictOf(text("model") + dictOf(text("state_dict") + dictOf(text("w") + kAll))) + ".");
  EXPECT_THAT(values(Checkpoint::parse(twice, "net.pth"), "w"), ElementsAre(1, 2, 3));
  const auto untrue = net("\x80\2" + dictOf(text("model") + text("resnet18") + text("w") + kAll) + ".");
  EXPECT_THAT(values(Checkpoint::parse(untrue, "net.pth"), "w"), ElementsAre(1, 2, 3));
}

TEST(Checkpoint, DropsACommonPrefixOnly) {
  const auto both = net(pickledDict({{"module.a", kAll}, {"module.b", kAll}}));
  EXPECT_NE(Checkpoint::parse(both, "net.pth").find("b"), nullptr);
  const auto one = net(pickledDict({{"module.a", kAll}, {"b", kAll}}));
  EXPECT_NE(Checkpoint::parse(one, "net.pth").find("module.a"), nullptr);
}

TEST(Checkpoint, WithoutNamedTensors) {
  for (const auto& object :
       {"]."s, "K\1."s, "N."s, "}."s, ")."s, text("hello") + ".", dictOf("K\1K\2") + ".", kAll + "."})
    EXPECT_THAT(errorOfParsing(net("\x80\2" + object)),
                HasSubstr("net.pth holds no tensors that have names"));
  EXPECT_THAT(errorOfParsing(net("\x80\2" + dictOf("K\1" + kAll) + ".")),
              HasSubstr("by something else than text"));
  EXPECT_THAT(errorOfParsing(net(pickledDict({{"a", kAll}, {"a", kAll}}))),
              HasSubstr("has two tensors of the name 'a'"));
}

TEST(Checkpoint, StoragesThatLie) {
  const auto refused = [](int64_t held, int64_t offset, int64_t count, const char* key = "0") {
    return errorOfParsing(net(pickledDict({{"w", pickledTensor(key, held, offset, {count}, {1})}})));
  };
  EXPECT_EQ(refused(3, 1, 2), "");
  EXPECT_THAT(refused(3, 1, 3), HasSubstr("needs 4 elements of a storage that has 3"));
  EXPECT_THAT(refused(4, 0, 3), HasSubstr("storage '0' has 12 bytes where 4 float32 numbers should be"));
  EXPECT_THAT(refused(2, 0, 2), HasSubstr("storage '0' has 12 bytes"));
  EXPECT_THAT(refused(INT64_MAX, 0, 1), HasSubstr("storage '0' has 12 bytes"));
  EXPECT_THAT(refused(-1, 0, 1), HasSubstr("negative or huge element count"));
  EXPECT_THAT(refused(3, 0, 3, "7"), HasSubstr("the entry 'net/data/7' is missing"));
  EXPECT_THAT(refused(3, 0, 3, "../data/0"), HasSubstr("is missing"));
  const auto two = pickledDict({{"a", kAll}, {"b", pickledTensor("0", 2, 0, {2}, {1})}});
  EXPECT_THAT(errorOfParsing(net(two)), HasSubstr("two storages go by one key"));
}

TEST(Checkpoint, ByteOrder) {
  const auto with = [](const char* order) {
    return errorOfParsing(
        torchZip(pickledDict({{"w", kAll}}),
                 {{.name = "net/data/0", .content = kThree}, {.name = "net/byteorder", .content = order}}));
  };
  EXPECT_EQ(with("little"), "");
  EXPECT_THAT(with("big"), HasSubstr("is of byte order 'big'"));
  auto legacy = fixture("legacy.pth");
  const auto flag = legacy.find("little_endian");
  legacy[legacy.find('\x88', flag)] = '\x89';
  EXPECT_THAT(errorOfParsing(legacy), HasSubstr("was saved on a big-endian machine"));
}

TEST(Checkpoint, OtherZipArchives) {
  EXPECT_THAT(errorOfParsing(zipOf({{.name = "a.npy", .content = "1"}})), HasSubstr("is a NumPy archive"));
  EXPECT_THAT(errorOfParsing(zipOf({{.name = "model.weights.h5", .content = "1"}})),
              HasSubstr("is a Keras model"));
  EXPECT_THAT(errorOfParsing(zipOf({{.name = "x", .content = "1"}})), HasSubstr("has no data.pkl"));
  EXPECT_THAT(errorOfParsing(torchZip(".", {{.name = "b/data.pkl", .content = "."}})),
              HasSubstr("two checkpoints"));
  EXPECT_THAT(errorOfParsing(torchZip(pickledDict({}) + "more")),
              HasSubstr("data.pkl goes on after its end"));
}

TEST(Checkpoint, LegacyEndsWithItsStorages) {
  EXPECT_THAT(errorOfParsing(fixture("legacy.pth") + "x"), HasSubstr("1 bytes follow its last storage"));
  EXPECT_THAT(errorOfParsing("\x80\2}."s), HasSubstr("is a plain Python pickle"));
  EXPECT_THAT(errorOfParsing("\x80\2\x8a\x0al\xfc\x9c\x46\xf9 j\xa8P\x19.K\7."s),
              HasSubstr("nothing is known of"));
}

TEST(Checkpoint, FilesOfOtherKinds) {
  const std::pair<std::string, const char*> strangers[] = {
      {"", "is empty"},
      {"version https://git-lfs.github.com/spec/v1\noid sha256:4d7a\nsize 12\n", "is a Git LFS pointer"},
      {" <!DOCTYPE html><html>", "is a web page"},
      {"<HTML><head>", "is a web page"},
      {"\x89HDF\r\n\x1a\n\0\0"s, "is an HDF5 file"},
      {"\x08\x07\x12\x07pytorch", "is an ONNX model"},
      {"layer { name: \"conv1\" }\n", "is a text file"},
      {"\x1f\x8b\x08\0"s, "is compressed with gzip"},
      {std::string(257, 'a') + "ustar" + std::string(250, '\0'), "is a tar archive"},
      {"\xde\xad\xbe\xef", "is no checkpoint that is known here"}};
  for (const auto& [bytes, what] : strangers)
    EXPECT_THAT(errorOfParsing(bytes), StartsWith("net.pth "s + what)) << what;
}

}  // namespace
}  // namespace vantage::checkpoint::testing
