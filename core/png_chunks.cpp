// SPDX-License-Identifier: Apache-2.0
#include <array>

#include "core/byte_reader.hpp"
#include "core/image_header.hpp"

namespace vantage::core {

std::string essential_png(std::string_view bytes) {
  static const auto table = [] {  // PNG specification, annex D
    std::array<uint32_t, 256> t{};
    for (uint32_t n = 0; n < 256; ++n) {
      t[n] = n;
      for (int bit = 0; bit < 8; ++bit) t[n] = t[n] & 1 ? 0xedb88320u ^ t[n] >> 1 : t[n] >> 1;
    }
    return t;
  }();
  const ByteReader in(bytes);
  std::string kept(bytes.substr(0, 8));
  for (uint64_t at = 8;;) {
    const uint64_t length = in.u32(at);
    const std::string_view type = in.part(at + 4, 4);
    const std::string_view chunk = in.part(at, length + 12);
    if (type == "IHDR" || type == "PLTE" || type == "tRNS" || type == "IDAT" || type == "eXIf" ||
        type == "IEND") {
      uint32_t crc = ~0u;
      for (char c : chunk.substr(4, length + 4))
        crc = table[(crc ^ static_cast<unsigned char>(c)) & 255] ^ crc >> 8;
      if (~crc != in.u32(at + 8 + length)) return {};
      kept += chunk;
    }
    if (type == "IEND") return kept;
    at += chunk.size();
  }
}

}  // namespace vantage::core
