// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/pickle_text.hpp"

#include <algorithm>
#include <charconv>
#include <system_error>

namespace vantage::checkpoint {
namespace {

[[noreturn]] void refuse(std::string_view line) {
  throw Error(
      fmt::format("is damaged: its pickle holds {} where a number or a string should be; "
                  "download or save it again",
                  quote(line)));
}

uint32_t hexadecimal(std::string_view digits, size_t count) {
  uint32_t value = 0;
  if (digits.size() < count) refuse(digits);
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + count, value, 16);
  if (error != std::errc() || end != digits.data() + count) refuse(digits);
  return value;
}

void appendUtf8(std::string& out, uint32_t point) {
  const auto byte = [&](uint32_t bits) { out += static_cast<char>(bits); };
  const auto tail = [&](int shift) { byte(0x80 | ((point >> shift) & 0x3f)); };
  if (point < 0x80) return byte(point);
  if (point < 0x800) return byte(0xc0 | (point >> 6)), tail(0);
  if (point < 0x10000) return byte(0xe0 | (point >> 12)), tail(6), tail(0);
  byte(0xf0 | (point >> 18)), tail(12), tail(6), tail(0);
}

}  // namespace

Value decimal(std::string_view line) {
  if (line == "00" || line == "01") return Value::of(Value::Kind::boolean, line[1] - '0');
  auto digits = line;
  if (digits.ends_with('L')) digits.remove_suffix(1);
  int64_t value = 0;
  const auto [end, error] = std::from_chars(digits.data(), digits.data() + digits.size(), value);
  if (digits.empty() || end != digits.data() + digits.size()) refuse(line);
  if (error == std::errc::result_out_of_range) return Value::of(Value::Kind::integer, -1, digits);
  if (error != std::errc()) refuse(line);
  return Value::of(Value::Kind::integer, value);
}

Value longInteger(std::string_view bytes) {
  // Beyond 64 bits only the spelling is kept. The number is made -1, which no size or count may be.
  if (bytes.size() > 8) return Value::of(Value::Kind::integer, -1, bytes);
  uint64_t value = !bytes.empty() && (bytes.back() & 0x80) != 0 ? ~uint64_t{0} : 0;
  for (size_t i = bytes.size(); i-- > 0;) value = value << 8 | static_cast<unsigned char>(bytes[i]);
  return Value::of(Value::Kind::integer, static_cast<int64_t>(value));
}

std::string unquote(std::string_view line) {
  if (line.size() < 2 || line.front() != line.back() || (line.front() != '\'' && line.front() != '"'))
    refuse(line);
  const auto body = line.substr(1, line.size() - 2);
  constexpr std::string_view kEscapes = "nrt\\'\"", kMeaning = "\n\r\t\\'\"";
  std::string out;
  for (size_t i = 0; i < body.size(); ++i) {
    if (body[i] != '\\') {
      out += body[i];
    } else if (++i < body.size() && body[i] == 'x') {
      out += static_cast<char>(hexadecimal(body.substr(i + 1), 2));
      i += 2;
    } else {
      const size_t which = i < body.size() ? kEscapes.find(body[i]) : kEscapes.npos;
      if (which == kEscapes.npos) refuse(line);
      out += kMeaning[which];
    }
  }
  return out;
}

std::string unescape(std::string_view line) {
  std::string out;
  for (size_t i = 0; i < line.size(); ++i) {
    const char kind = line[i] == '\\' && i + 1 < line.size() ? line[i + 1] : '\0';
    const size_t digits = kind == 'u' ? 4 : kind == 'U' ? 8 : 0;
    if (digits == 0) {
      appendUtf8(out, static_cast<unsigned char>(line[i]));  // the other bytes are Latin-1
      continue;
    }
    const uint32_t point = hexadecimal(line.substr(i + 2), digits);
    if (point > 0x10ffff) refuse(line);
    appendUtf8(out, point);
    i += 1 + digits;
  }
  return out;
}

}  // namespace vantage::checkpoint
