// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <string>
#include <string_view>
#include <vector>

namespace vantage::storage {

// explanations.format. Do not renumber: the values are in people's files.
enum class MapFormat {
  float32 = 0,       // height x width little-endian IEEE 754 binary32, row-major
  float16_zstd = 1,  // a zstd frame with a binary32 scale, then height x width binary16; value = scale * half
};

inline constexpr int kMaxMapSide = 4096;
inline constexpr size_t kLargestFloat32Map = 4096;  // values; what has more is stored as float16_zstd

struct MapBlob {
  MapFormat format;
  std::string bytes;
};

// Up to 4096 values exactly; beyond, to 11 bits relative to each value and no finer than 6e-8 of the largest
// magnitude. Throws Error unless `map` is height x width finite numbers, 1 to kMaxMapSide a side.
// Thread-safe.
MapBlob encode_map(const std::vector<float>& map, int height, int width);

// The way back, for bytes from anywhere: throws Error saying what does not fit, before it asks for memory
// that the sizes do not justify. Thread-safe.
std::vector<float> decode_map(int format, std::string_view bytes, int height, int width);

}  // namespace vantage::storage
