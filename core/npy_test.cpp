// SPDX-License-Identifier: Apache-2.0
#include "core/npy.hpp"

#include <gmock/gmock.h>

#include "core/testing/error_of.hpp"

namespace vantage::core {
namespace {

using ::testing::ElementsAre;
using testing::error_of;
using ::testing::HasSubstr;

std::string two_by_three() {
  const std::vector<int64_t> shape{2, 3};
  const std::vector<float> data{1, 2, 3, 4, 5, -6.5f};
  return npy_bytes(shape, data.data());
}

TEST(Npy, TheBytesThatNumpyWrites) {
  const std::string bytes = two_by_three();
  EXPECT_EQ(bytes.size(), 128u + 24);
  EXPECT_EQ(bytes.substr(0, 10), std::string("\x93NUMPY\x01\x00v\x00", 10));
  EXPECT_EQ(bytes.substr(10, 59), "{'descr': '<f4', 'fortran_order': False, 'shape': (2, 3), }");
  EXPECT_EQ(bytes[127], '\n');
  EXPECT_EQ(bytes.substr(148), std::string("\x00\x00\xd0\xc0", 4));  // -6.5
}

TEST(Npy, IsReadBack) {
  const NpyArray array = read_npy(two_by_three(), "map.npy");
  EXPECT_THAT(array.shape, ElementsAre(2, 3));
  EXPECT_THAT(array.values, ElementsAre(1, 2, 3, 4, 5, -6.5f));
  const std::vector<int64_t> one{1};
  const float value = 7;
  EXPECT_THAT(npy_bytes(one, &value), HasSubstr("'shape': (1,), "));
  EXPECT_THAT(read_npy(npy_bytes(one, &value), "x").values, ElementsAre(7));
  EXPECT_THAT(read_npy(npy_bytes({}, &value), "x").values, ElementsAre(7));
}

TEST(Npy, HostileBytesAreRefusedByName) {
  const std::string good = two_by_three();
  for (size_t length = 0; length < good.size(); ++length) {
    EXPECT_THAT(error_of([&] { read_npy(good.substr(0, length), "a.npy"); }), HasSubstr("a.npy: ")) << length;
  }
  const auto with = [&](const std::string& old, const std::string& replacement) {
    std::string bytes = good;
    bytes.replace(bytes.find(old), old.size(), replacement);
    return error_of([&] { read_npy(bytes, "a.npy"); });
  };
  EXPECT_THAT(with("<f4", "<f8"), HasSubstr("little-endian float32"));
  EXPECT_THAT(with("False", "True "), HasSubstr("C order"));
  EXPECT_THAT(with("(2, 3), }  ", "(2, -3), }"), HasSubstr("shape"));
  EXPECT_THAT(with("(2, 3), }", "(2, 3 }  "), HasSubstr("shape"));
  EXPECT_THAT(with("(2, 3), }                  ", "(4294967296, 4294967296), }"), HasSubstr("shape"));
}

}  // namespace
}  // namespace vantage::core
