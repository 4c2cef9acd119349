// SPDX-License-Identifier: Apache-2.0
// The ABI's sizes and offsets, held against a C++17 compiler.
#include "vantage/abi_layout.h"
