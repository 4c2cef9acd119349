// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <stdexcept>

namespace vantage::viewer {

// What the viewer's own parts throw. what() is one complete line for a person: it names the thing, the reason
// and the way out, without a final full stop or a newline.
struct Error : std::runtime_error {
  using std::runtime_error::runtime_error;
};

}  // namespace vantage::viewer
