// SPDX-License-Identifier: Apache-2.0
#include <gmock/gmock.h>
#include <gtest/gtest.h>

#include <cmath>
#include <limits>

#include "plugins/models/checkpoint/stored.hpp"
#include "plugins/models/checkpoint/testing.hpp"

namespace vantage::checkpoint::testing {
namespace {

using ::testing::ElementsAre;

std::vector<float> converted(DType dtype, const std::string& bytes) {
  const auto count = static_cast<int64_t>(bytes.size() / size(dtype));
  std::vector<float> out(static_cast<size_t>(count));
  convert(view({"w", dtype, {count}}, {1}, 0, bytes), out.data());
  return out;
}

template <class T>
std::string numbers(std::initializer_list<T> list) {
  std::string out;
  for (T n : list) out += number(n);
  return out;
}

TEST(Convert, HalfPrecisionByItsDefinition) {
  // IEEE 754: sign, 5 bits of exponent, 10 of mantissa. Smallest and largest subnormal, smallest normal, 1,
  // the next number after 1, -2, the largest.
  EXPECT_THAT(
      converted(DType::f16, numbers<uint16_t>({0x0001, 0x03ff, 0x0400, 0x3c00, 0x3c01, 0xc000, 0x7bff})),
      ElementsAre(0x1p-24f, 1023 * 0x1p-24f, 0x1p-14f, 1.0f, 1.0009765625f, -2.0f, 65504.0f));
}

TEST(Convert, HalfPrecisionAllValues) {  // against the definition, sign x significand x 2^exponent
  for (uint32_t bits = 0; bits < 0x10000; ++bits) {
    const float got = converted(DType::f16, number(static_cast<uint16_t>(bits)))[0];
    const int exponent = (bits >> 10) & 31, mantissa = bits & 1023;
    ASSERT_EQ(std::signbit(got), bits >= 0x8000);
    if (exponent == 31) {
      ASSERT_EQ(std::isnan(got), mantissa != 0);
      ASSERT_EQ(std::isinf(got), mantissa == 0);
    } else {
      const float size =
          exponent ? std::ldexp(1024.0f + mantissa, exponent - 25) : std::ldexp(1.0f * mantissa, -24);
      ASSERT_EQ(std::fabs(got), size) << bits;
    }
  }
}

TEST(Convert, BFloatIsTheUpperHalfOfAFloat) {
  EXPECT_THAT(converted(DType::bf16, numbers<uint16_t>({0x3f80, 0xc049, 0x7f80})),
              ElementsAre(1.0f, -3.140625f, std::numeric_limits<float>::infinity()));
}

TEST(Convert, DoubleIsRounded) {
  EXPECT_THAT(
      converted(DType::f64, numbers<uint64_t>({0x3ff0000000000000, 0xbfd5555555555555, 0x7fe0000000000000})),
      ElementsAre(1.0f, -1.0f / 3, std::numeric_limits<float>::infinity()));
}

TEST(Convert, IntegersKeepTheirSign) {
  EXPECT_THAT(converted(DType::i8, "\xff\x7f"), ElementsAre(-1, 127));
  EXPECT_THAT(converted(DType::u8, "\xff\x7f"), ElementsAre(255, 127));
  EXPECT_THAT(converted(DType::i16, numbers<int16_t>({-2, 300})), ElementsAre(-2, 300));
  EXPECT_THAT(converted(DType::i32, numbers<int32_t>({-70000})), ElementsAre(-70000));
  EXPECT_THAT(converted(DType::i64, numbers<int64_t>({-1, int64_t{1} << 40})), ElementsAre(-1, 0x1p40f));
  EXPECT_THAT(converted(DType::boolean, std::string("\0\1\2", 3)), ElementsAre(0, 1, 1));
}

TEST(Convert, ReadsNoAlignmentIntoTheBytes) {
  const std::string bytes = "x" + number(uint32_t{0x3f800000});
  std::vector<float> out(1);
  convert(view({"w", DType::f32, {1}}, {1}, 0, std::string_view(bytes).substr(1)), out.data());
  EXPECT_EQ(out[0], 1.0f);
}

}  // namespace
}  // namespace vantage::checkpoint::testing
