// SPDX-License-Identifier: Apache-2.0
// What a library says about itself, asked where it can do no harm.
#pragma once
#include <cstdint>
#include <filesystem>
#include <string>

#include "host/engine/verdict.hpp"

namespace vantage::engine {

/// Loads the library in THIS process, for good, and reads its descriptors: the body of
/// `vantage plugins probe FILE`. A library that crashes takes the process with it. Never throws for what
/// the library does; size, mtime_ns and sha256 stay empty.
Verdict probe_here(const std::filesystem::path& file);

/// probe_here() for a child process: while the library loads, standard output and error lead to /dev/null;
/// then the verdict's JSON is the only thing on standard output. Does not return: the process ends without
/// running destructors, with status 0 for a good library and 1 for a bad one.
[[noreturn]] int probe_main(const std::filesystem::path& file);

struct ProbeLimits {
  double seconds = 10;                  // of the processor; of the clock six times as many: disks are slow
  uint64_t memory = uint64_t{4} << 30;  // bytes; see probe_limits_memory()
};

/// False in a build with sanitizers, whose own memory is larger than any limit.
bool probe_limits_memory();

/// Runs `program plugins probe FILE` under limits and returns what it answers or why it could not. Reads the
/// file's size, time and SHA-256 first. Thread-safe; never throws for what library or program do.
Verdict probe_in_child(const std::filesystem::path& program, const std::filesystem::path& file,
                       const ProbeLimits& limits = {});

/// "4 GiB", "256 MiB".
std::string memory_text(uint64_t bytes);

}  // namespace vantage::engine
