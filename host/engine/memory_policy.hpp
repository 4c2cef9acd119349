// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <unistd.h>

#ifdef __GLIBC__
#include <malloc.h>
#endif

#include <algorithm>
#include <climits>
#include <cstdint>

namespace vantage::engine {

/// Tells the C library to keep memory that is given back, for whoever asks next. LibTorch takes and gives
/// back tensors of tens of megabytes all the time; without this each goes back to the system and comes again
/// page by page, cleared, which takes several times as long as a gradient. At most an eighth of the machine's
/// memory is kept, and no block of more than a gigabyte. For a program's main(), before it has threads; does
/// nothing with other libraries than glibc.
inline void keep_freed_memory() {
#ifdef __GLIBC__
  const int64_t eighth = int64_t{sysconf(_SC_PHYS_PAGES)} * sysconf(_SC_PAGESIZE) / 8;
  const int kept = static_cast<int>(std::clamp<int64_t>(eighth, 64 << 20, INT_MAX));
  mallopt(M_TRIM_THRESHOLD, kept);
  mallopt(M_MMAP_THRESHOLD, std::min(kept, 1 << 30));
#endif
}

}  // namespace vantage::engine
