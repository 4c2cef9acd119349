// SPDX-License-Identifier: Apache-2.0
#include "host/engine/utf8.hpp"

#include <cstdint>

namespace vantage::engine {

bool is_one_utf8_line(std::string_view text) {
  for (size_t i = 0; i < text.size();) {
    const auto byte = static_cast<unsigned char>(text[i]);
    const size_t length = byte < 0x80         ? 1
                          : byte >> 5 == 0x6  ? 2
                          : byte >> 4 == 0xe  ? 3
                          : byte >> 3 == 0x1e ? 4
                                              : 0;
    if (length == 0 || length > text.size() - i) return false;
    uint32_t code = length == 1 ? byte : byte & (0x7fu >> length);
    for (size_t k = 1; k < length; ++k) {
      const auto next = static_cast<unsigned char>(text[i + k]);
      if (next >> 6 != 0x2) return false;
      code = code << 6 | (next & 0x3fu);
    }
    constexpr uint32_t least[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < least[length] || code > 0x10ffff || (code >= 0xd800 && code <= 0xdfff)) return false;
    if (code < 0x20 || (code >= 0x7f && code < 0xa0)) return false;
    i += length;
  }
  return true;
}

std::string printable(std::string_view text, size_t most) {
  std::string line(text.substr(0, most));
  for (char& c : line)
    if (c < 0x20 || c > 0x7e) c = '?';
  return line;
}

}  // namespace vantage::engine
