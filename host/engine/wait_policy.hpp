// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <cstdlib>

namespace vantage::engine {

/// Tells OpenMP, on which LibTorch and oneDNN run, that threads which wait spin for a moment and then sleep.
/// To spin on, as they do by default, is ruinous beside another busy program or a window. It reads this when
/// a program starts: true where the program must be started again for it. What the user has set stays.
inline bool let_waiting_threads_sleep() {
  if (std::getenv("OMP_WAIT_POLICY")) return false;
  setenv("OMP_WAIT_POLICY", "passive", 0);
  setenv("GOMP_SPINCOUNT", "3000", 0);  // a tenth of a millisecond; GCC's library alone knows it
  return true;
}

}  // namespace vantage::engine
