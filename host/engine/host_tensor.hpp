// SPDX-License-Identifier: Apache-2.0
// Tensors that the host hands out: CPU, float32, row-major, dense.
#pragma once
#include "vantage/abi.h"

namespace vantage::engine {

/// Zero-filled, its data aligned to 64 bytes; it frees itself through its deleter. At most 8 dimensions and
/// as many bytes as the machine has memory. [any] thread; never throws: fills `error` (may be NULL) instead.
vtg_status make_tensor(int32_t ndim, const int64_t* shape, vtg_tensor** out, vtg_error* error) noexcept;

/// Bytes of memory that this machine has.
uint64_t machine_memory();
/// Bytes that it could give to a program now, caches included.
uint64_t free_memory();

}  // namespace vantage::engine
