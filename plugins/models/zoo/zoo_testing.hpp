// SPDX-License-Identifier: Apache-2.0
// The zoo as built, loaded once a process, and how large numbers are.
#pragma once
#include <algorithm>
#include <cmath>

#include "tests/support/test_host.hpp"

namespace vantage::zoo {

inline test::TestHost& host() {
  static test::TestHost h;
  return h;
}
inline const test::Plugin& zoo() {
  static const test::Plugin p(VANTAGE_ZOO_PLUGIN, host());
  return p;
}

/// The largest magnitude; 0 of no numbers.
inline double largest(const std::vector<float>& v) {
  double most = 0;
  for (const float x : v) most = std::max(most, std::abs(double(x)));
  return most;
}

}  // namespace vantage::zoo
