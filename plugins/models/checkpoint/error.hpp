// SPDX-License-Identifier: Apache-2.0
// The one exception of the checkpoint reader, and how text out of a file may enter its message.
#pragma once

#include <stdexcept>
#include <string>
#include <string_view>

namespace vantage::checkpoint {

/// One line for people: which file, what is wrong with it, what to do.
class Error : public std::runtime_error {
 public:
  using std::runtime_error::runtime_error;
};

/// Text from a file, safe to print: quoted, at most 120 characters, and nothing a terminal would obey.
std::string quote(std::string_view text);

}  // namespace vantage::checkpoint
