/* SPDX-License-Identifier: Apache-2.0 */
/* The ABI's sizes and offsets, held against a C11 compiler. */
#include "vantage/abi_layout.h"
