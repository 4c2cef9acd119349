// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <string>
#include <string_view>

namespace vantage::engine {

/// True for well-formed UTF-8 (no overlong forms, surrogates or values past U+10FFFF) without control
/// characters.
bool is_one_utf8_line(std::string_view text);

/// Text of any kind made fit for a message: what is not printable ASCII becomes '?', cut at `most` bytes.
std::string printable(std::string_view text, size_t most);

}  // namespace vantage::engine
