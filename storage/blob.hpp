// SPDX-License-Identifier: Apache-2.0
// Numbers as blobs: as they lie in memory, plain or in a zstd frame. Internal. Thread-safe.
#pragma once

#include <bit>
#include <cstddef>
#include <cstdint>
#include <cstring>
#include <string>
#include <string_view>
#include <vector>

namespace vantage::storage {

static_assert(std::endian::native == std::endian::little, "numbers are stored as they lie in memory");

template <typename T>
std::string_view raw_bytes(const std::vector<T>& values) {
  return {reinterpret_cast<const char*>(values.data()), values.size() * sizeof(T)};
}

// Of as many whole numbers as there are bytes for.
template <typename T>
std::vector<T> raw_values(std::string_view bytes) {
  std::vector<T> values(bytes.size() / sizeof(T));
  if (!values.empty()) std::memcpy(values.data(), bytes.data(), values.size() * sizeof(T));
  return values;
}

// Throws Error for lack of memory.
std::string compress(std::string_view plain);

// The way back, for bytes from anywhere. Throws Error about "its `what`" unless they are one frame of
// `expected` bytes, before it asks for memory.
std::string decompress(std::string_view frame, size_t expected, const char* what);

// The number of a model's classes as a row from anywhere has it. Throws Error for one that no network has.
size_t checked_classes(int64_t classes);

}  // namespace vantage::storage
