// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <SQLiteCpp/Exception.h>

#include <filesystem>
#include <string>

namespace vantage::storage {

// A path for a message: in quotes, control characters replaced.
std::string quoted(const std::filesystem::path&);

// Throws Error with this project's line for what SQLite reports, std::bad_alloc for lack of memory.
[[noreturn]] void rethrow(const SQLite::Exception&, const std::filesystem::path& file, int busy_ms);

}  // namespace vantage::storage
