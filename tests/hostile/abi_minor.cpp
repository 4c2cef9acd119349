// SPDX-License-Identifier: Apache-2.0
// Needs something that this host does not have yet.
#include "hostile.hpp"
HOSTILE_EXPORT({sizeof(vtg_plugin_entry), VTG_ABI_MAJOR, VTG_ABI_MINOR + 1, 0, nullptr, hostile::init,
                hostile::deinit, hostile::descriptor, hostile::factory});
