// SPDX-License-Identifier: Apache-2.0
// Which shapes, strides and offsets a storage justifies. The storage here: six int8 numbers 10, 11, ... 15.
#include "plugins/models/checkpoint/stored.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include "plugins/models/checkpoint/testing.hpp"

namespace vantage::checkpoint::testing {
namespace {

using ::testing::ElementsAre;
using ::testing::HasSubstr;

constexpr std::string_view kSix = "\x0a\x0b\x0c\x0d\x0e\x0f";
constexpr int64_t kMost = INT64_MAX;

Stored viewed(std::vector<int64_t> shape, std::vector<int64_t> strides, int64_t offset = 0,
              std::string name = "w") {
  return view({std::move(name), DType::i8, std::move(shape)}, std::move(strides), offset, kSix);
}

std::vector<float> read(const Stored& stored) {
  std::vector<float> out(stored.tensor.count());
  convert(stored, out.data());
  return out;
}

std::string refused(std::vector<int64_t> shape, std::vector<int64_t> strides, int64_t offset = 0) {
  return errorOf([&] { viewed(shape, strides, offset); });
}

TEST(View, ReadsInRowMajorOrder) {
  EXPECT_THAT(read(viewed({2, 3}, {3, 1})), ElementsAre(10, 11, 12, 13, 14, 15));
  EXPECT_THAT(read(viewed({3, 2}, {1, 3})), ElementsAre(10, 13, 11, 14, 12, 15));
  EXPECT_THAT(read(viewed({2, 1, 2}, {2, 99, 1}, 1)), ElementsAre(11, 12, 13, 14));
  EXPECT_THAT(read(viewed({2, 2}, {0, 1})), ElementsAre(10, 11, 10, 11));
  EXPECT_THAT(read(viewed({}, {}, 5)), ElementsAre(15));
  EXPECT_THAT(read(viewed({0, 7}, {7, 1}, 6)), ElementsAre());
}

TEST(View, StaysInsideItsStorage) {
  EXPECT_THAT(refused({7}, {1}),
              HasSubstr("tensor 'w' of shape [7] needs 7 elements of a storage that has 6"));
  EXPECT_THAT(refused({2, 3}, {3, 1}, 1), HasSubstr("needs 7 elements"));
  EXPECT_THAT(refused({2}, {6}), HasSubstr("needs 7 elements"));
  EXPECT_THAT(refused({}, {}, 6), HasSubstr("needs 7 elements"));
  EXPECT_THAT(refused({1}, {1}, 7), HasSubstr("begins outside its storage"));
  EXPECT_THAT(refused({1}, {1}, -1), HasSubstr("begins outside its storage"));
  EXPECT_THAT(refused({-1}, {1}), HasSubstr("has a negative size"));
  EXPECT_THAT(refused({2}, {-1}, 3), HasSubstr("has a negative stride"));
}

TEST(View, NothingOverflows) {
  EXPECT_THAT(refused({kMost, 2}, {0, 0}), HasSubstr("is too large to count"));
  EXPECT_THAT(refused({0, kMost, 2}, {0, 0, 0}), HasSubstr("is too large to count"));
  EXPECT_THAT(refused({3}, {kMost}), HasSubstr("leaves its storage"));
  EXPECT_THAT(refused({2, 2}, {kMost, kMost}), HasSubstr("leaves its storage"));
  EXPECT_THAT(refused({1}, {1}, kMost), HasSubstr("begins outside its storage"));
  EXPECT_THAT(refused({kMost}, {1}), HasSubstr("needs 9223372036854775807 elements"));
}

TEST(View, RepeatsNoMoreThanItHas) {
  EXPECT_THAT(refused({1000, 1000}, {0, 0}), HasSubstr("repeats the 6 elements of its storage"));
}

TEST(View, DimensionsAndStridesArePaired) {
  EXPECT_THAT(refused({2, 2}, {1}), HasSubstr("has 1 strides"));
  EXPECT_THAT(refused(std::vector<int64_t>(1000, 1), std::vector<int64_t>(1000, 1)),
              HasSubstr("has 1000 dimensions"));
}

TEST(View, NamesArePrintable) {
  for (const char* bad : {"", "a\nb", "a\x1b[31m", "\xff", "caf\xc3"})
    EXPECT_THAT(errorOf([&] { viewed({1}, {1}, 0, bad); }), HasSubstr("which is no name")) << bad;
  EXPECT_THAT(errorOf([&] { viewed({1}, {1}, 0, std::string(513, 'a')); }), HasSubstr("which is no name"));
  EXPECT_EQ(viewed({1}, {1}, 0, "caf\xc3\xa9.weight").tensor.name, "caf\xc3\xa9.weight");
}

}  // namespace
}  // namespace vantage::checkpoint::testing
