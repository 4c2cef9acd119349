// SPDX-License-Identifier: Apache-2.0
// How pickle spells numbers and strings: protocol 0 and 1 as lines of text, later ones as bytes.
#pragma once

#include <string>
#include <string_view>

#include "plugins/models/checkpoint/pickle.hpp"

namespace vantage::checkpoint {

/// Opcodes INT ("7", and "00"/"01" for False/True) and LONG ("7L"). Throws Error on anything else.
Value decimal(std::string_view line);

/// Opcodes LONG1 and LONG4: two's complement, little-endian, of any length.
Value longInteger(std::string_view bytes);

/// Opcode STRING: a Python 2 string literal, 'a\x00b'.
std::string unquote(std::string_view line);

/// Opcode UNICODE: UTF-8 out of raw-unicode-escape, a\u20acb.
std::string unescape(std::string_view line);

}  // namespace vantage::checkpoint
