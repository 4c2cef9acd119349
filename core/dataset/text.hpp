// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstddef>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>

namespace vantage::core {

// How many of the first bytes are UTF-8 (RFC 3629) without a zero byte: all of them, or where it goes wrong.
size_t utf8_prefix(std::string_view text);

// Text from outside, fit for a message of one line: control characters become '?', other bytes too where they
// are no UTF-8; what is longer than 200 bytes is cut.
std::string shown(std::string_view text);
std::string shown_path(const std::filesystem::path& path);  // never cut

// The whole text as a decimal number, blanks around it aside.
std::optional<float> to_number(std::string_view text);

}  // namespace vantage::core
