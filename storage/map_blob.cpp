// SPDX-License-Identifier: Apache-2.0
#include "storage/map_blob.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <cstring>

#include "storage/blob.hpp"
#include "storage/error.hpp"
#include "storage/half.hpp"

namespace vantage::storage {
namespace {

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

// A scale and halves: gradients are often 1e-6 and activations 1e6, and scaled to [-1,1] both keep their
// precision.
std::string packed(const std::vector<float>& map) {
  float scale = 0;
  for (const float v : map) scale = std::max(scale, std::fabs(v));
  std::string plain(sizeof scale + 2 * map.size(), '\0');
  std::memcpy(plain.data(), &scale, sizeof scale);
  for (size_t i = 0; i < map.size(); ++i) {
    const uint16_t half = to_half(scale > 0 ? map[i] / scale : 0.0f);
    std::memcpy(plain.data() + sizeof scale + 2 * i, &half, sizeof half);
  }
  return compress(plain);
}

std::vector<float> unpacked(std::string_view bytes, size_t count) {
  const std::string plain = decompress(bytes, sizeof(float) + 2 * count, "map");
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
  if (map.size() > kLargestFloat32Map) return {MapFormat::float16_zstd, packed(map)};
  return {MapFormat::float32, std::string(raw_bytes(map))};
}

std::vector<float> decode_map(int format, std::string_view bytes, int height, int width) {
  const size_t count = checked_count(height, width);
  std::vector<float> map;
  if (format == static_cast<int>(MapFormat::float32)) {
    if (bytes.size() != count * sizeof(float))
      throw Error(fmt::format("its map has {} bytes where {} x {} float32 values need {}", bytes.size(),
                              height, width, count * sizeof(float)));
    map = raw_values<float>(bytes);
  } else if (format == static_cast<int>(MapFormat::float16_zstd)) {
    map = unpacked(bytes, count);
  } else {
    throw Error(fmt::format("its map has format {}, which this program does not know", format));
  }
  require_finite(map);
  return map;
}

}  // namespace vantage::storage
