// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace vantage::core {

// What this project throws when something outside it is wrong. what() is one complete line for a person: it
// names the thing, the reason and the way out, without a final full stop or a newline.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace vantage::core
