// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <stdexcept>
#include <string>
#include <string_view>

namespace vantage::engine {

/// What the engine throws: what() is one complete line for a person, naming the thing, the reason and the
/// way out.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

/// The user asked to stop; nothing is wrong.
struct Cancelled : Error {
  using Error::Error;
};

/// Text from a plugin or a user made fit for one line: control characters become blanks, the rest is cut
/// at `most` bytes.
inline std::string one_line(std::string_view text, size_t most = 500) {
  std::string line(text.substr(0, most));
  for (char& c : line)
    if (static_cast<unsigned char>(c) < 0x20 || c == 0x7f) c = ' ';
  return text.size() > most ? line + "..." : line;
}

}  // namespace vantage::engine
