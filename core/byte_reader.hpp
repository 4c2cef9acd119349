// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <string_view>

#include "core/image_header.hpp"

namespace vantage::core {

// Numbers in bytes that nobody vouches for. Every access is checked; outside throws CutShort.
class ByteReader {
 public:
  explicit ByteReader(std::string_view bytes, bool big_endian = true) : bytes_(bytes), big_(big_endian) {}

  uint32_t u8(uint64_t at) const {
    if (at >= bytes_.size()) throw CutShort();
    return static_cast<unsigned char>(bytes_[at]);
  }
  uint32_t u16(uint64_t at) const { return big_ ? u8(at) << 8 | u8(at + 1) : u8(at + 1) << 8 | u8(at); }
  uint32_t u24(uint64_t at) const { return big_ ? u16(at) << 8 | u8(at + 2) : u8(at + 2) << 16 | u16(at); }
  uint32_t u32(uint64_t at) const { return big_ ? u16(at) << 16 | u16(at + 2) : u16(at + 2) << 16 | u16(at); }

  std::string_view part(uint64_t at, uint64_t length) const {
    need(at, length);
    return bytes_.substr(at, length);
  }
  void need(uint64_t at, uint64_t length) const {
    if (at > bytes_.size() || length > bytes_.size() - at) throw CutShort();
  }

 private:
  std::string_view bytes_;
  bool big_;
};

}  // namespace vantage::core
