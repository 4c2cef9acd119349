// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <string>

#include "core/error.hpp"

namespace vantage::testing {

// The message of the core::Error that `action` throws, "(no error)" if it throws none. Other exceptions pass.
template <typename Action>
std::string error_of(Action&& action) {
  try {
    action();
  } catch (const core::Error& error) {
    return error.what();
  }
  return "(no error)";
}

}  // namespace vantage::testing
