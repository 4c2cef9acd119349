// SPDX-License-Identifier: Apache-2.0
#include "storage/map_blob.hpp"

#include <gmock/gmock.h>
#include <gtest/gtest.h>
#include <zstd.h>

#include <cmath>
#include <limits>

#include "storage/half.hpp"
#include "storage/storage_fixture.hpp"

namespace vantage::storage {
namespace {

using testing::HasSubstr;

// The examples of IEEE 754 binary16's article.
TEST(Half, KnownBitPatterns) {
  EXPECT_EQ(to_half(0.0f), 0x0000);
  EXPECT_EQ(to_half(-0.0f), 0x8000);
  EXPECT_EQ(to_half(1.0f), 0x3c00);
  EXPECT_EQ(to_half(-2.0f), 0xc000);
  EXPECT_EQ(to_half(65504.0f), 0x7bff);
  EXPECT_EQ(to_half(70000.0f), 0x7c00);
  EXPECT_EQ(to_half(1.0f / 3.0f), 0x3555);
  EXPECT_EQ(to_half(std::ldexp(1.0f, -24)), 0x0001);
  EXPECT_EQ(to_half(std::ldexp(1.0f, -14)), 0x0400);
  EXPECT_EQ(to_half(std::ldexp(1.0f, -26)), 0x0000);
}

TEST(Half, TiesGoToEven) {
  EXPECT_EQ(to_half(1.0f + std::ldexp(1.0f, -11)), 0x3c00);
  EXPECT_EQ(to_half(1.0f + 3 * std::ldexp(1.0f, -11)), 0x3c02);
  EXPECT_EQ(to_half(2.0f - std::ldexp(1.0f, -12)), 0x4000);  // carries into the exponent
}

TEST(Half, EveryFiniteHalfComesBack) {
  for (uint32_t h = 0; h < 0x10000; ++h)
    if ((h & 0x7c00) != 0x7c00) {
      ASSERT_EQ(to_half(from_half(static_cast<uint16_t>(h))), h);
    }
}

TEST(MapBlob, SmallMapIsItsFloatsInMemory) {
  const auto blob = encode_map({1.0f, -2.0f}, 1, 2);
  EXPECT_EQ(blob.format, MapFormat::float32);
  EXPECT_EQ(blob.bytes, std::string("\0\0\x80\x3f\0\0\0\xc0", 8));
  EXPECT_EQ(decode_map(0, blob.bytes, 1, 2), (std::vector<float>{1.0f, -2.0f}));
}

TEST(MapBlob, SixtyFourSquaredIsTheLastExactOne) {
  EXPECT_EQ(encode_map(std::vector<float>(4096, 1), 64, 64).format, MapFormat::float32);
  EXPECT_EQ(encode_map(std::vector<float>(4160, 1), 64, 65).format, MapFormat::float16_zstd);
}

// Unscaled halves would turn these into zeros and infinities.
TEST(MapBlob, LargeMapKeepsTinyAndHugeValues) {
  for (const float size : {1e-9f, 1.0f, 1e9f}) {
    std::vector<float> map(65 * 64);
    for (size_t i = 0; i < map.size(); ++i) map[i] = size * std::sin(static_cast<float>(i));
    const auto blob = encode_map(map, 65, 64);
    ASSERT_EQ(blob.format, MapFormat::float16_zstd);
    const auto back = decode_map(1, blob.bytes, 65, 64);
    for (size_t i = 0; i < map.size(); ++i) ASSERT_NEAR(back[i], map[i], size * 5e-4f);
  }
}

TEST(MapBlob, LargeMapOfZeros) {
  const std::vector<float> zeros(5000);
  EXPECT_EQ(decode_map(1, encode_map(zeros, 50, 100).bytes, 50, 100), zeros);
}

TEST(MapBlob, RefusesWhatIsNoMap) {
  EXPECT_THAT(error_of([] { encode_map({1, 2, 3}, 2, 2); }), HasSubstr("has 3 values; 4 are needed"));
  EXPECT_THAT(error_of([] { encode_map({}, 0, 5); }), HasSubstr("0 x 5 is out of range"));
  EXPECT_THAT(error_of([] { encode_map({std::numeric_limits<float>::infinity()}, 1, 1); }),
              HasSubstr("not finite"));
}

TEST(MapBlob, RefusesHostileBytes) {
  EXPECT_THAT(error_of([] { decode_map(0, "123", 7, 7); }),
              HasSubstr("3 bytes where 7 x 7 float32 values need 196"));
  EXPECT_THAT(error_of([] { decode_map(0, "", 2000000000, 2000000000); }), HasSubstr("out of range"));
  EXPECT_THAT(error_of([] { decode_map(9, "1234", 1, 1); }), HasSubstr("format 9"));
  EXPECT_THAT(error_of([] { decode_map(0, std::string("\0\0\xc0\x7f", 4), 1, 1); }), HasSubstr("not finite"));
  EXPECT_THAT(error_of([] { decode_map(1, "", 4096, 4096); }), HasSubstr("no zstd frame"));
}

TEST(MapBlob, RefusesAFrameOfAnotherSizeAndADamagedOne) {
  const auto good = encode_map(std::vector<float>(5000, 0.5f), 50, 100).bytes;
  EXPECT_THAT(error_of([&] { decode_map(1, good, 4096, 4096); }),
              HasSubstr("no zstd frame of 33554436 bytes"));
  EXPECT_THAT(error_of([&] { decode_map(1, good.substr(0, good.size() - 3), 50, 100); }),
              HasSubstr("damaged"));
}

}  // namespace
}  // namespace vantage::storage
