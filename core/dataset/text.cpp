// SPDX-License-Identifier: Apache-2.0
#include "core/dataset/text.hpp"

#include <algorithm>
#include <charconv>
#include <cstdint>

namespace vantage::core {
namespace {

std::string printable(std::string text) {
  const bool utf8 = utf8_prefix(text) == text.size();
  for (char& c : text) {
    const auto byte = static_cast<unsigned char>(c);
    if (byte < 0x20 || byte == 0x7f || (byte > 0x7f && !utf8)) c = '?';
  }
  return text;
}

}  // namespace

size_t utf8_prefix(std::string_view text) {
  const auto byte = [&](size_t i) { return i < text.size() ? static_cast<uint8_t>(text[i]) : 0u; };
  for (size_t at = 0; at < text.size();) {
    const uint32_t lead = byte(at);
    const size_t length = lead < 0x80 ? 1 : lead < 0xc0 ? 0 : lead < 0xe0 ? 2 : lead < 0xf0 ? 3 : 4;
    if (lead == 0 || length == 0 || lead > 0xf4) return at;
    uint32_t code = length == 1 ? lead : lead & (0x7fu >> length);
    for (size_t i = 1; i < length; ++i) {
      if (byte(at + i) >> 6 != 2) return at;
      code = code << 6 | (byte(at + i) & 0x3f);
    }
    constexpr uint32_t kLeast[] = {0, 0, 0x80, 0x800, 0x10000};
    if (code < kLeast[length] || code > 0x10ffff || (code >= 0xd800 && code < 0xe000)) return at;
    at += length;
  }
  return text.size();
}

std::string shown(std::string_view text) {
  constexpr size_t kMost = 200;
  if (text.size() <= kMost) return printable(std::string(text));
  size_t end = kMost;
  while (end > kMost - 4 && static_cast<uint8_t>(text[end]) >> 6 == 2) --end;  // whole characters
  return printable(std::string(text.substr(0, end))) + "...";
}

std::string shown_path(const std::filesystem::path& path) {
  return printable(path.string());
}

std::optional<float> to_number(std::string_view text) {
  constexpr const char* kBlanks = " \t\r\n";
  text.remove_prefix(std::min(text.find_first_not_of(kBlanks), text.size()));
  text = text.substr(0, text.find_last_not_of(kBlanks) + 1);
  float value = 0;
  const auto [stop, code] = std::from_chars(text.data(), text.data() + text.size(), value);
  if (code != std::errc() || stop != text.data() + text.size()) return std::nullopt;
  return value;
}

}  // namespace vantage::core
