// SPDX-License-Identifier: Apache-2.0
// Pinned to another LibTorch.
#include "hostile.hpp"
HOSTILE_EXPORT({sizeof(vtg_plugin_entry), VTG_ABI_MAJOR, VTG_ABI_MINOR, 0, "libtorch=0.0.1;cxx11abi=1",
                hostile::init, hostile::deinit, hostile::descriptor, hostile::factory});
