// SPDX-License-Identifier: Apache-2.0
#pragma once

namespace vantage::cli {

/// While one lives, Ctrl-C and SIGTERM only ask to stop; a second one ends the program as usual. One at a
/// time.
class Interrupt {
 public:
  Interrupt();
  ~Interrupt();
  Interrupt(const Interrupt&) = delete;
  bool asked() const;
};

}  // namespace vantage::cli
