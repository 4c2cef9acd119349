// SPDX-License-Identifier: Apache-2.0
#pragma once

#include <cstdint>
#include <filesystem>
#include <string>
#include <string_view>

namespace vantage::core {

// All functions are thread-safe and, but for the hint, throw Error with one line that names the file.

// A whole file's bytes. Refuses what is missing, no regular file, unreadable or longer than `max_bytes`, the
// last before reading.
std::string read_file(const std::filesystem::path& path, uint64_t max_bytes);

// Asks the system to have a file's bytes ready, while the caller does something else; does nothing where it
// cannot.
void fetch_early(const std::filesystem::path& path) noexcept;

// Replaces or creates `path` by writing a temporary file in the same folder and renaming it: a reader sees
// the old bytes or the new ones, never a part, and a failure leaves nothing behind.
void write_atomically(const std::filesystem::path& path, std::string_view bytes);

// SHA-256 in 64 lower-case hexadecimal digits; of a file without holding it in memory.
std::string sha256_hex(std::string_view bytes);
std::string sha256_file(const std::filesystem::path& path);

}  // namespace vantage::core
