// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/zip_directory.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/models/checkpoint/testing.hpp"

namespace vantage::checkpoint::testing {
namespace {

using ::testing::HasSubstr;
using namespace std::string_literals;

std::string refusedZip(const std::string& bytes) {
  return errorOf([&] { ZipDirectory{bytes}; });
}

TEST(ZipDirectory, ViewsIntoTheArchive) {
  const auto bytes = zipOf({{.name = "a", .content = "hello"}, {.name = "b/c", .content = ""}});
  const ZipDirectory zip(bytes);
  EXPECT_EQ(zip.entries().size(), 2u);
  EXPECT_EQ(zip.content("a"), "hello");
  EXPECT_EQ(static_cast<const void*>(zip.content("a").data()), bytes.data() + bytes.find("hello"));
  EXPECT_EQ(zip.content("b/c"), "");
  EXPECT_THAT(errorOf([&] { zip.content("d"); }), HasSubstr("the entry 'd' is missing"));
}

TEST(ZipDirectory, MayHaveAComment) {
  auto bytes = zipOf({{.name = "a", .content = "hello"}});
  bytes.replace(bytes.size() - 2, 2, "\3\0abc"s);
  EXPECT_EQ(ZipDirectory(bytes).content("a"), "hello");
}

TEST(ZipDirectory,
     SixtyFourBits) {  // sizes and place in the extra field, the directory's own in the end record
  const auto u16 = [](uint16_t n) { return number(n); };
  const auto u32 = [](uint32_t n) { return number(n); };
  const auto u64 = [](uint64_t n) { return number(n); };
  const auto none = u32(0xffffffff);
  const std::string file = "PK\3\4" + std::string(22, '\0') + u16(1) + u16(0) + "a" + "hello";
  const std::string extra = u16(0x7777) + u16(1) + "?" + u16(1) + u16(24) + u64(5) + u64(5) + u64(0);
  const std::string directory = "PK\1\2" + std::string(16, '\0') + none + none + u16(1) +
                                u16(static_cast<uint16_t>(extra.size())) + u16(0) + std::string(8, '\0') +
                                none + "a" + extra;
  const std::string end64 =
      "PK\6\6" + u64(44) + std::string(12, '\0') + u64(1) + u64(1) + u64(directory.size()) + u64(file.size());
  const std::string locator = "PK\6\7" + u32(0) + u64(file.size() + directory.size()) + u32(1);
  const std::string end = "PK\5\6" + u32(0) + u16(0xffff) + u16(0xffff) + none + none + u16(0);
  EXPECT_EQ(ZipDirectory(file + directory + end64 + locator + end).content("a"), "hello");
  EXPECT_THAT(refusedZip(file + directory + locator + end), HasSubstr("64-bit directory is missing"));
}

TEST(ZipDirectory, CompressedEntriesAreRefusedWhenUsed) {
  const auto bytes = zipOf({{.name = "a", .content = "hello", .method = 8}});
  EXPECT_THAT(errorOf([&] { ZipDirectory(bytes).content("a"); }), HasSubstr("has a compressed entry 'a'"));
}

TEST(ZipDirectory, AmbiguousArchives) {
  EXPECT_THAT(refusedZip(zipOf({{.name = "a", .content = "1"}, {.name = "a", .content = "2"}})),
              HasSubstr("two entries of the name 'a'"));
  EXPECT_THAT(refusedZip(zipOf({{.name = "a", .content = "1", .localName = "b"}})),
              HasSubstr("an entry has two names"));
  EXPECT_THAT(refusedZip(zipOf({{.name = "a", .content = "1", .flags = 1}})),
              HasSubstr("has an encrypted entry 'a'"));
}

TEST(ZipDirectory, CutShort) {
  const auto bytes = zipOf({{.name = "a", .content = "hello"}});
  for (size_t length = 0; length < bytes.size(); ++length)
    EXPECT_THAT(refusedZip(bytes.substr(0, length)),
                HasSubstr("its directory is missing, as after an interrupted download"));
}

TEST(ZipDirectory, LyingDirectories) {
  const auto bytes = zipOf({{.name = "a", .content = "hello"}});
  const size_t end = bytes.size() - 22;
  const auto patched = [&](size_t at, const std::string& value) {
    return std::string(bytes).replace(at, value.size(), value);
  };
  EXPECT_THAT(refusedZip(patched(end + 16, number(uint32_t{0x7fffffff}))),
              HasSubstr("its directory lies outside"));
  EXPECT_THAT(refusedZip(patched(end + 12, number(uint32_t{0x7fffffff}))),
              HasSubstr("its directory lies outside"));
  EXPECT_THAT(refusedZip(patched(end + 10, number(uint16_t{2}))), HasSubstr("is cut short"));
  EXPECT_THAT(refusedZip(patched(end + 10, number(uint16_t{0}))), HasSubstr("more entries than it says"));
  EXPECT_THAT(refusedZip(patched(end + 4, number(uint16_t{1}))), HasSubstr("one part of several"));
  const size_t central = bytes.find("PK\1\2");
  EXPECT_THAT(refusedZip(patched(central + 42, number(uint32_t{1000}))), HasSubstr("an entry lies outside"));
  EXPECT_THAT(refusedZip(patched(central + 42, number(uint32_t{1}))), HasSubstr("an entry is missing"));
  EXPECT_THAT(refusedZip(patched(central + 20, number(uint32_t{1000}))), HasSubstr("1000 bytes expected"));
}

}  // namespace
}  // namespace vantage::checkpoint::testing
