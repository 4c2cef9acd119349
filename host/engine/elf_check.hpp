// SPDX-License-Identifier: Apache-2.0
#pragma once
#include <filesystem>

namespace vantage::engine {

/// Refuses in words what the system's loader would only meet in the middle: a file that is no shared library
/// of this machine, or one that is cut short (which would end in SIGBUS). Reads the headers alone. Throws
/// Error "not a shared library: ..." with the reason alone.
void check_elf(const std::filesystem::path& file);

}  // namespace vantage::engine
