// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <stdexcept>

namespace vantage::storage {

// What this folder throws when the database or its surroundings are wrong. what() is one complete line for a
// person: it names the file, the reason and the way out, without a final full stop or a newline.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace vantage::storage
