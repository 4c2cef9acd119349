// SPDX-License-Identifier: Apache-2.0
// A plugin's library in this process: loaded, its frozen head checked, initialised, its tables fetched.
// With probe.cpp's child around it nothing here needs to survive a hostile library; it must refuse in words.
#pragma once
#include <filesystem>
#include <string>

#include "vantage/abi.h"

namespace vantage::engine {

/// Loads a library for good (it is never unloaded) and returns its entry, version and runtime checked.
/// Throws Error with the reason alone; the caller names the file.
const vtg_plugin_entry& open_library(const std::filesystem::path& file);

/// Calls its init() with plugin_host(). Throws Error with the reason alone.
void initialise(const vtg_plugin_entry&, const std::filesystem::path& file);

/// True for the kinds that this host speaks.
bool is_known_kind(const std::string& kind);

/// The function table of a known kind, no pointer in it NULL. Throws Error with the reason alone.
const void* table_of(const vtg_plugin_entry&, const std::string& kind);

}  // namespace vantage::engine
