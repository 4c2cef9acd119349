// SPDX-License-Identifier: Apache-2.0
#pragma once
#include "host/engine/verdict.hpp"
#include "vantage/abi.h"

namespace vantage::engine {

/// Copies what an initialised library says of itself into `verdict`: plugins, and notes on unknown kinds.
/// Checks what must hold to read on (struct sizes, NULLs, counts); check_plugin() checks the rest.
/// Throws Error with the reason alone.
void read_descriptors(const vtg_plugin_entry&, Verdict& verdict);

}  // namespace vantage::engine
