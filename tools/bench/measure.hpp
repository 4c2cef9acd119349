// SPDX-License-Identifier: Apache-2.0
// How the benchmark takes time: what is compared runs in turns, so that a busy moment hits all alike.
#pragma once
#include <malloc.h>

#include <algorithm>
#include <chrono>
#include <functional>
#include <vector>

#include "host/engine/memory_policy.hpp"

namespace vantage::bench {

inline double seconds(const std::function<void()>& body) {
  const auto start = std::chrono::steady_clock::now();
  body();
  return std::chrono::duration<double>(std::chrono::steady_clock::now() - start).count();
}

/// While it lives memory is as in a program that leaves it to the C library, as Python's libraries do: what
/// glibc settles at by itself once large blocks were given back.
class MemoryOfTheSystem {
 public:
  MemoryOfTheSystem() {
    mallopt(M_MMAP_THRESHOLD, 32 << 20);
    mallopt(M_TRIM_THRESHOLD, 64 << 20);
    malloc_trim(0);
  }
  ~MemoryOfTheSystem() { engine::keep_freed_memory(); }
  MemoryOfTheSystem(const MemoryOfTheSystem&) = delete;
};

struct Series {
  std::vector<double> times;
  double best() const { return *std::min_element(times.begin(), times.end()); }
  double median() const {
    auto t = times;
    std::nth_element(t.begin(), t.begin() + static_cast<std::ptrdiff_t>(t.size() / 2), t.end());
    return t[t.size() / 2];
  }
};

/// `rounds` of each body in turns. A body that takes long is not warmed up, and runs once where one run is
/// enough to see its size.
inline std::vector<Series> in_turns(const std::vector<std::function<void()>>& bodies, int rounds) {
  constexpr double kLong = 2, kVeryLong = 15;  // seconds
  std::vector<Series> all(bodies.size());
  for (int r = 0; r <= rounds; ++r)
    for (size_t b = 0; b < bodies.size(); ++b) {
      auto& times = all[b].times;
      if (r > 0 && times[0] > kVeryLong) continue;
      const double t = seconds(bodies[b]);
      if (r == 1 && times[0] < kLong) times.clear();  // the first was the warming up
      times.push_back(t);
    }
  return all;
}

}  // namespace vantage::bench
