// SPDX-License-Identifier: Apache-2.0
// A cursor that cannot leave its bytes, and arithmetic that cannot wrap: the two things every parser here
// stands on. A checkpoint is little-endian whatever the machine, so numbers are put together byte by byte.
#pragma once

#include <fmt/format.h>

#include <concepts>
#include <cstddef>
#include <cstdint>
#include <string_view>
#include <type_traits>

#include "plugins/models/checkpoint/error.hpp"

namespace vantage::checkpoint {

/// The little-endian number that `bytes` begins with; the caller has made sure of the length.
template <std::integral T>
T little(const char* bytes) {
  std::make_unsigned_t<T> value = 0;
  for (size_t i = 0; i < sizeof(T); ++i)
    value |= static_cast<std::make_unsigned_t<T>>(
        static_cast<std::make_unsigned_t<T>>(static_cast<unsigned char>(bytes[i])) << (8 * i));
  return static_cast<T>(value);
}

/// Reads borrowed bytes from front to back; throws Error where they end too early.
class Cursor {
 public:
  explicit Cursor(std::string_view bytes, size_t at = 0) : bytes_(bytes), at_(at) {
    if (at > bytes.size()) throw Error("is cut short: it points past its own end; download or save it again");
  }

  size_t at() const { return at_; }
  size_t remaining() const { return bytes_.size() - at_; }

  std::string_view take(uint64_t count) {
    if (count > remaining())
      throw Error(
          fmt::format("is cut short or damaged: {} bytes expected at byte {}, {} left; "
                      "download or save it again",
                      count, at_, remaining()));
    auto out = bytes_.substr(at_, static_cast<size_t>(count));
    at_ += out.size();
    return out;
  }

  template <std::integral T>
  T number() {
    return little<T>(take(sizeof(T)).data());
  }

  /// Up to the next newline, which is passed over.
  std::string_view line() {
    const size_t end = bytes_.find('\n', at_);
    if (end == std::string_view::npos) throw Error("is cut short: a line of its pickle does not end");
    auto out = take(end - at_);
    ++at_;
    return out;
  }

 private:
  std::string_view bytes_;
  size_t at_;
};

/// a * b + c for values that must not be negative; false when it does not fit int64.
inline bool multiplyAdd(int64_t a, int64_t b, int64_t c, int64_t& out) {
  int64_t product = 0;
  return !__builtin_mul_overflow(a, b, &product) && !__builtin_add_overflow(product, c, &out);
}

}  // namespace vantage::checkpoint
