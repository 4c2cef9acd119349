// SPDX-License-Identifier: Apache-2.0
// Pickles written out by hand, opcode by opcode.
#include "plugins/models/checkpoint/pickle.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/models/checkpoint/testing.hpp"

namespace vantage::checkpoint::testing {
namespace {

using Kind = Value::Kind;
using ::testing::HasSubstr;
using namespace std::string_literals;

/// A value as Python would print it.
std::string show(const Pickle& pickle, Id id) {
  const Value& value = pickle[id];
  const char* brackets = value.kind == Kind::list ? "[]" : value.kind == Kind::dict ? "{}" : "()";
  switch (value.kind) {
    case Kind::none:
      return "None";
    case Kind::boolean:
      return value.integer ? "True" : "False";
    case Kind::integer:
      return std::to_string(value.integer);
    case Kind::real:
      return "float";
    case Kind::text:
      return std::string(value.text);
    case Kind::global:
      return "global";
    case Kind::storage:
      return "storage";
    case Kind::tensor:
      return "tensor";
    case Kind::tuple:
    case Kind::list:
    case Kind::dict:
      break;
  }
  std::string out(1, brackets[0]);
  for (size_t i = 0; i < value.items.size(); ++i) {
    const char* between = value.kind == Kind::dict && i % 2 ? ":" : " ";
    out += (i ? between : "") + show(pickle, value.items[i]);
  }
  return out + brackets[1];
}

std::string shown(const std::string& bytes) {
  Cursor in(bytes);
  const auto pickle = readPickle(in);
  return show(pickle, pickle.root);
}

std::string refusedPickle(const std::string& bytes) {
  return errorOf([&] { shown(bytes); });
}

TEST(Pickle, Numbers) {
  EXPECT_EQ(shown("(K\x07M\x01\x02J\xff\xff\xff\xff\x8a\x02\x00\x80\x8a\x00t."s), "(7 513 -1 -32768 0)");
  EXPECT_EQ(shown("(I42\nI01\nI00\nL-5L\nF1.5\nG\x3f\xf8\0\0\0\0\0\0\x88\x89Nt."s),
            "(42 True False -5 float float True False None)");
  EXPECT_EQ(shown("\x8a\x08\x00\x00\x00\x00\x00\x00\x00\x80."s), std::to_string(INT64_MIN));
}

TEST(Pickle, Text) {
  EXPECT_EQ(shown("(X\2\0\0\0abU\1c\x8c\1d\x8d\1\0\0\0\0\0\0\0eC\1fB\1\0\0\0gT\1\0\0\0ht."s),
            "(ab c d e f g h)");
  EXPECT_EQ(shown("(S'a\\x62\\'\\n'\nVc\\u20ac\xe9\nt."s), "(ab'\n c\u20ac\u00e9)");
}

TEST(Pickle, Containers) {
  EXPECT_EQ(shown("](K\1K\2e."s), "[1 2]");
  EXPECT_EQ(shown("(lK\1aK\2a."s), "[1 2]");
  EXPECT_EQ(shown("}(K\1K\2K\3K\4u."s), "{1:2 3:4}");
  EXPECT_EQ(shown("(K\1K\2dK\3K\4s."s), "{1:2 3:4}");
  EXPECT_EQ(shown("K\1K\2K\3\x87\x85K\4\x86)\x86."s), "((((1 2 3)) 4) ())");
  EXPECT_EQ(shown("ccollections\nOrderedDict\n](K\1K\2\x86K\3K\4\x86\x65\x85R."s), "{1:2 3:4}");
}

TEST(Pickle, Memo) {
  EXPECT_EQ(shown("K\7q\5K\1h\5\x86."s), "(1 7)");
  EXPECT_EQ(shown("K\7r\0\1\0\0K\1j\0\1\0\0\x86."s), "(1 7)");
  EXPECT_EQ(shown("K\7p300\nK\1g300\n\x86."s), "(1 7)");
  EXPECT_EQ(shown("\x80\4\x95\x0a\0\0\0\0\0\0\0K\7\x94K\1\x94h\0\x86....."s), "(1 7)");
}

TEST(Pickle, MetadataOfAnOrderedDictIsDropped) {
  EXPECT_EQ(shown("ccollections\nOrderedDict\n)RK\1K\2s}X\1\0\0\0m]sb."s), "{1:2}");
}

TEST(Pickle, DamagedStacks) {
  for (const auto& bytes :
       {"."s, "K\1(."s, "0."s, "t."s, "K\1\x86."s, "(K\1(\x86."s, "2."s, "a."s, "R."s, "Q."s, "b."s})
    EXPECT_THAT(refusedPickle(bytes), HasSubstr("is damaged")) << bytes;
  EXPECT_THAT(refusedPickle("h\0."s), HasSubstr("uses a value that it has not made"));
  EXPECT_THAT(refusedPickle("K\1K\2a."s), HasSubstr("appends to what is no list"));
  EXPECT_THAT(refusedPickle("}(K\1u."s), HasSubstr("a key without a value"));
  EXPECT_THAT(refusedPickle("]K\1K\2s."s), HasSubstr("what is no dictionary"));
}

TEST(Pickle, DamagedNumbersAndText) {
  for (const auto& bytes : {"Iseven\n."s, "I\n."s, "LL\n."s, "S'a\n."s, "S\n."s, "S'\\x9'\n."s, "S'\\'\n."s,
                            "V\\u12\n."s, "V\\Uffffffff\n."s})
    EXPECT_THAT(refusedPickle(bytes), HasSubstr("where a number or a string should be")) << bytes;
}

TEST(Pickle, HugeLengthsAreNotBelieved) {
  for (const auto& bytes :
       {"X\xff\xff\xff\xff.."s, "\x8b\xff\xff\xff\xff.."s, "\x8d\xff\xff\xff\xff\xff\xff\xff\xff."s,
        "\x95\xff\xff\xff\xff\xff\xff\xff\x7f."s, "U\x7f."s, "K"s, ""s, "Ione"s})
    EXPECT_THAT(refusedPickle(bytes), HasSubstr("is cut short")) << bytes;
}

TEST(Pickle, UnknownOpcodesAndProtocols) {
  EXPECT_THAT(refusedPickle("\x80\6."s), HasSubstr("protocol 6"));
  EXPECT_THAT(refusedPickle("\x82\1."s), HasSubstr("opcode 0x82"));  // EXT1: a global out of a table
  EXPECT_THAT(refusedPickle("P1\n."s), HasSubstr("opcode 0x50"));
  EXPECT_THAT(refusedPickle("ccollections\nOrderedDict\n)}\x92."s), HasSubstr("opcode 0x92"));
}

TEST(Pickle, SelfReferenceAndDepthAreHarmless) {
  const auto bytes = "]q\0h\0a."s;
  Cursor circle(bytes);
  const auto pickle = readPickle(circle);
  EXPECT_EQ(pickle[pickle.root].items[0], pickle.root);
  const std::string deep = std::string(200'000, ']') + std::string(199'999, 'a') + ".";
  Cursor in(deep);
  EXPECT_EQ(readPickle(in).values.size(), 200'000u);
}

TEST(Pickle, ShortPicklesBuildNoLargeThings) {
  // A list of 400 pairs, and then as many OrderedDicts of it as fit: quadratic for who does not count.
  std::string bomb = "](";
  for (int i = 0; i < 400; ++i) bomb += "K\1K\2\x86";
  bomb += "eq" + "\0"s + "ccollections\nOrderedDict\nq\1";
  for (int i = 0; i < 1000; ++i) bomb += "0h\1h\0\x85R"s;
  EXPECT_THAT(refusedPickle(bomb + "."), HasSubstr("more objects than any state dict has"));
  EXPECT_THAT(refusedPickle(std::string(5'000'000, ')') + "."),
              HasSubstr("more objects than any state dict has"));
}

}  // namespace
}  // namespace vantage::checkpoint::testing
