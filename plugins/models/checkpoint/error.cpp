// SPDX-License-Identifier: Apache-2.0
#include "plugins/models/checkpoint/error.hpp"

namespace vantage::checkpoint {

std::string quote(std::string_view text) {
  constexpr size_t kLongest = 120;
  std::string out = "'";
  for (char c : text.substr(0, kLongest)) out += (c >= 0x20 && c < 0x7f) ? c : '?';
  return out + (text.size() > kLongest ? "...'" : "'");
}

}  // namespace vantage::checkpoint
