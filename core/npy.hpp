// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <span>
#include <string>
#include <string_view>
#include <vector>

namespace vantage::core {

// NumPy's file format (numpy.lib.format), version 1.0, little-endian float32 in C order.
struct NpyArray {
  std::vector<int64_t> shape;
  std::vector<float> values;
};

// The bytes of a .npy file. `data` holds as many floats as the product of `shape`.
std::string npy_bytes(std::span<const int64_t> shape, const float* data);

// The contrary, for such arrays alone. `bytes` may come from anywhere: throws Error, beginning with `name`,
// when they are cut short, of another type or order, or of another size than the shape says. Thread-safe.
NpyArray read_npy(std::string_view bytes, std::string_view name);

}  // namespace vantage::core
