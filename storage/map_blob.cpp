// SPDX-License-Identifier: Apache-2.0
#include "storage/map_blob.hpp"

#include <fmt/format.h>
#include <zstd.h>

#include <algorithm>
#include <bit>
#include <cmath>
#include <cstring>

#include "storage/error.hpp"
#include "storage/half.hpp"

namespace vantage::storage {
namespace {

static_assert(std::endian::native == std::endian::little, "maps are stored as they lie in memory");

size_t checked_count(int height, int width) {
  if (height < 1 || width < 1 || height > kMaxMapSide || width > kMaxMapSide)
    throw Error(fmt::format("a map of {} x {} is out of range; both sides must be 1 to {}", height, width,
                            kMaxMapSide));
  return static_cast<size_t>(height) * static_cast<size_t>(width);
}

void require_finite(const std::vector<float>& map) {
  if (!std::all_of(map.begin(), map.end(), [](float v) { return std::isfinite(v); }))
    throw Error("a map holds a value that is not finite; compute it again");
}

std::string compress(const std::vector<float>& map) {
  // Gradients are often 1e-6 and activations 1e6: scaled to [-1,1] both keep their precision as halves.
  float scale = 0;
  for (const float v : map) scale = std::max(scale, std::fabs(v));
  std::string plain(sizeof scale + 2 * map.size(), '\0');
  std::memcpy(plain.data(), &scale, sizeof scale);
  for (size_t i = 0; i < map.size(); ++i) {
    const uint16_t half = to_half(scale > 0 ? map[i] / scale : 0.0f);
    std::memcpy(plain.data() + sizeof scale + 2 * i, &half, sizeof half);
  }
  std::string packed(ZSTD_compressBound(plain.size()), '\0');
  const size_t size = ZSTD_compress(packed.data(), packed.size(), plain.data(), plain.size(), 3);
  if (ZSTD_isError(size)) throw Error("a map could not be compressed; there may be too little memory");
  packed.resize(size);
  return packed;
}

std::vector<float> decompress(std::string_view bytes, size_t count) {
  const size_t expected = sizeof(float) + 2 * count;
  if (ZSTD_getFrameContentSize(bytes.data(), bytes.size()) != expected)
    throw Error(fmt::format("its map is no zstd frame of {} bytes", expected));
  std::string plain(expected, '\0');
  if (ZSTD_decompress(plain.data(), plain.size(), bytes.data(), bytes.size()) != expected)
    throw Error("its compressed map is damaged");
  float scale = 0;
  std::memcpy(&scale, plain.data(), sizeof scale);
  std::vector<float> map(count);
  for (size_t i = 0; i < count; ++i) {
    uint16_t half = 0;
    std::memcpy(&half, plain.data() + sizeof scale + 2 * i, sizeof half);
    map[i] = scale * from_half(half);
  }
  return map;
}

}  // namespace

MapBlob encode_map(const std::vector<float>& map, int height, int width) {
  if (map.size() != checked_count(height, width))
    throw Error(fmt::format("a map of {} x {} has {} values; {} are needed", height, width, map.size(),
                            checked_count(height, width)));
  require_finite(map);
  if (map.size() > kLargestFloat32Map) return {MapFormat::float16_zstd, compress(map)};
  return {MapFormat::float32, {reinterpret_cast<const char*>(map.data()), map.size() * sizeof(float)}};
}

std::vector<float> decode_map(int format, std::string_view bytes, int height, int width) {
  const size_t count = checked_count(height, width);
  std::vector<float> map;
  if (format == static_cast<int>(MapFormat::float32)) {
    if (bytes.size() != count * sizeof(float))
      throw Error(fmt::format("its map has {} bytes where {} x {} float32 values need {}", bytes.size(),
                              height, width, count * sizeof(float)));
    map.resize(count);
    std::memcpy(map.data(), bytes.data(), bytes.size());
  } else if (format == static_cast<int>(MapFormat::float16_zstd)) {
    map = decompress(bytes, count);
  } else {
    throw Error(fmt::format("its map has format {}, which this program does not know", format));
  }
  require_finite(map);
  return map;
}

}  // namespace vantage::storage
